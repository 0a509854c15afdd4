-- Types into a buffer of a headless Neovim and writes down what its own client saw.
local python, bundle, out = vim.env.FORETYPE_PYTHON, vim.env.FORETYPE_BUNDLE, vim.env.FORETYPE_OUT
local seen = {}

vim.cmd.edit(vim.env.FORETYPE_FILE)
local id = vim.lsp.start({
  name = 'foretype',
  cmd = { python, '-m', 'editor_app', 'lsp', '--bundle', bundle },
  settings = { foretype = { alternatives = 2 } },
})
local client = assert(vim.lsp.get_client_by_id(id))

local function ghosts()
  local place = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local line = vim.api.nvim_get_current_line()
  place.position.character = vim.str_utfindex(line, client.offset_encoding)
  place.context = { triggerKind = 1 }
  local answer = client:request_sync('textDocument/inlineCompletion', place, 30000, vim.api.nvim_get_current_buf())
  return vim.tbl_map(function(item) return item.insertText end, answer.result)
end

vim.wait(30000, function() return client.initialized and vim.lsp.buf_is_attached(0, id) end)
vim.api.nvim_buf_set_text(0, 0, 0, 0, 0, { '😀ä We cons' })
seen.inside = ghosts()
vim.api.nvim_buf_set_lines(0, 0, -1, false, { '😀ä We recieve it.', 'And more.' })
vim.wait(30000, function() return #vim.diagnostic.get(0) > 0 end)
local mark = vim.diagnostic.get(0)[1]
seen.mark = { mark.col, mark.end_col, mark.code }
vim.api.nvim_win_set_cursor(0, { 1, mark.col + 1 })
vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.isPreferred end })
vim.wait(30000, function() return vim.api.nvim_get_current_line():find('receive') ~= nil end)
seen.line = vim.api.nvim_get_current_line()
vim.fn.writefile({ vim.json.encode(seen) }, out)
vim.cmd('qa!')
