"""One LSTM layer on a CPU, forward and backward, in a few large matrix products.

PyTorch's own CPU kernels walk through time for the weight gradients, too. Here only what must be
sequential is: one recurrent product a step in each direction. Everything that reads inputs, and all
three weight gradients, are single products over all time steps; they run near the processor's
peak, in bfloat16 where the input is. Cell states and gate activations stay in float32.

The equations are those in ``training.network.model``; the backward pass is their chain rule written
out. Where a lane begins a new text, the state before that step is zero. This module must not know
what the numbers stand for.
"""

from typing import Any

import torch
from torch import Tensor


class _LstmLayer(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any,
        x: Tensor,  # (T, B, I) in the compute type
        h0: Tensor,  # (B, H)
        c0: Tensor,  # (B, H)
        w_input: Tensor,  # (4H, I): gates i, f, g, o
        w_hidden: Tensor,  # (4H, H)
        bias: Tensor,  # (4H,)
        keep: Tensor | None,  # (T, B): 0 where a text begins, else 1
    ) -> tuple[Tensor, Tensor]:
        steps, batch, _ = x.shape
        size = h0.shape[1]
        low = x.dtype
        w_in, w_rec = w_input.to(low), w_hidden.to(low)
        w_rec_t = w_rec.T.contiguous()  # (H, 4H)
        read = torch.addmm(bias.to(low), x.reshape(steps * batch, -1), w_in.T)
        read = read.view(steps, batch, 4 * size)
        gates = x.new_empty(steps, batch, 4 * size, dtype=torch.float32)
        cells = x.new_empty(steps + 1, batch, size, dtype=torch.float32)
        tanh_cells = x.new_empty(steps, batch, size, dtype=torch.float32)
        hidden = x.new_empty(steps + 1, batch, size)
        cells[0], hidden[0] = c0, h0
        before = hidden[:-1] if keep is None else torch.empty_like(hidden[:-1])
        for t in range(steps):
            if keep is not None:
                torch.mul(hidden[t], keep[t, :, None].to(low), out=before[t])
                cells[t].mul_(keep[t, :, None])
            gate = gates[t]
            gate.copy_(torch.addmm(read[t], before[t], w_rec_t))
            gate[:, : 2 * size].sigmoid_()
            gate[:, 2 * size : 3 * size].tanh_()
            gate[:, 3 * size :].sigmoid_()
            i, f, g, o = gate.chunk(4, 1)
            torch.mul(f, cells[t], out=cells[t + 1]).addcmul_(i, g)
            torch.tanh(cells[t + 1], out=tanh_cells[t])
            hidden[t + 1] = o * tanh_cells[t]
        ctx.keep = keep
        ctx.save_for_backward(x, w_in, w_rec, gates, cells, tanh_cells, before)
        return hidden[1:], cells[-1].clone()

    @staticmethod
    def backward(ctx: Any, d_output: Tensor, d_cell: Tensor | None):  # type: ignore[no-untyped-def]
        x, w_in, w_rec, gates, cells, tanh_cells, before = ctx.saved_tensors
        steps, batch, size = tanh_cells.shape
        d_read = x.new_empty(steps, batch, 4 * size)
        d_c = torch.zeros_like(cells[0]) if d_cell is None else d_cell.clone()
        d_h = torch.zeros_like(cells[0])
        raw = torch.empty_like(gates[0])
        for t in range(steps - 1, -1, -1):
            i, f, g, o = gates[t].chunk(4, 1)
            d_i, d_f, d_g, d_o = raw.chunk(4, 1)
            d_h += d_output[t]
            torch.mul(d_h, tanh_cells[t], out=d_o)
            d_o.mul_(o).mul_(1 - o)
            d_h.mul_(o)
            d_c.addcmul_(d_h, 1 - tanh_cells[t].square())
            torch.mul(d_c, cells[t], out=d_f)
            d_f.mul_(f).mul_(1 - f)
            torch.mul(d_c, g, out=d_i)
            d_i.mul_(i).mul_(1 - i)
            torch.mul(d_c, i, out=d_g)
            d_g.mul_(1 - g.square())
            d_c.mul_(f)
            d_read[t] = raw
            d_h = (d_read[t] @ w_rec).float()
            if ctx.keep is not None:
                d_h.mul_(ctx.keep[t, :, None])
                d_c.mul_(ctx.keep[t, :, None])
        flat = d_read.view(steps * batch, 4 * size)
        d_x = (flat @ w_in).view_as(x)
        d_w_in = (flat.T @ x.reshape(steps * batch, -1)).float()
        d_w_rec = (flat.T @ before.reshape(steps * batch, size)).float()
        d_bias = flat.sum(0, dtype=torch.float32)
        return d_x, d_h, d_c, d_w_in, d_w_rec, d_bias, None


def lstm_layer(
    x: Tensor,
    state: tuple[Tensor, Tensor],
    w_input: Tensor,
    w_hidden: Tensor,
    bias: Tensor,
    starts: Tensor | None = None,
) -> tuple[Tensor, tuple[Tensor, Tensor]]:
    """Run one layer over ``x`` (T, B, I) from ``state`` (B, H) each, in the type of ``x``.

    Weights are float32, (4H, I), (4H, H), (4H,), gates in PyTorch's order i, f, g, o. ``starts``
    (T, B): which steps begin a text. Returns the output (T, B, H) and the state after the last
    step (B, H) each, float32.
    """
    keep = (~starts).float() if starts is not None and bool(starts.any()) else None
    output, cell = _LstmLayer.apply(x, *state, w_input, w_hidden, bias, keep)  # type: ignore[no-untyped-call]
    return output, (output[-1].float(), cell)
