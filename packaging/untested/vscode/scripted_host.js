// Runs the extension as VS Code would, without VS Code: `node scripted_host.js [COMMAND]` after
// `npm install`. The client library and the server are real; of VS Code stands here only what the
// library asks of it. Prints what it saw, exit status 1 where a ghost or a hint is missing.
"use strict";

const Module = require("module");
const path = require("path");

const COMMAND = process.argv[2] ?? "foretype";
const TEXT = "We recieve it.\nI look forward to hearing from y";

class Position {
  constructor(line, character) { Object.assign(this, { line, character }); }
}
class Range {
  constructor(start, end, line, character) {
    [this.start, this.end] = character === undefined
      ? [start, end]
      : [new Position(start, end), new Position(line, character)];
  }
}
class Uri {
  constructor(text) { this.text = text; this.scheme = text.split(":")[0]; this.fsPath = text.replace("file://", ""); }
  static parse(text) { return new Uri(text); }
  static file(name) { return new Uri(`file://${name}`); }
  toString() { return this.text; }
}
class Emitter {
  listeners = new Set();
  event = (listener, self) => {
    const bound = self ? listener.bind(self) : listener;
    this.listeners.add(bound);
    return { dispose: () => this.listeners.delete(bound) };
  };
  fire(value) { return [...this.listeners].map((listener) => listener(value)); }
  dispose() { this.listeners.clear(); }
}

const document = {
  uri: Uri.parse("file:///letter.md"), languageId: "markdown", version: 1, isClosed: false,
  fileName: "/letter.md", getText: () => TEXT, lineCount: TEXT.split("\n").length,
};
const seen = { diagnostics: [], providers: {} };
const disposable = () => ({ dispose() {} });
const event = () => new Emitter().event;

// Whatever else the library asks for: a class, an enumeration, an event, or a registration.
const anything = (name) => new Proxy(class {}, {
  get: (own, key) => {
    if (typeof key === "symbol" || key in own) return own[key];
    if (/^on[A-Z]/.test(key)) return event();
    if (/^register[A-Z]/.test(key)) {
      return (...given) => { seen.providers[key] = given; return disposable(); };
    }
    return /^[A-Z]/.test(key) ? key : () => disposable();
  },
  apply: () => disposable(),
});

const known = {
  Position, Range, Uri, EventEmitter: Emitter, version: "1.91.0",
  Diagnostic: class { constructor(range, message) { Object.assign(this, { range, message }); } },
  InlineCompletionItem: class {
    constructor(insertText, range) { Object.assign(this, { insertText, range }); }
  },
  CancellationTokenSource: class {
    token = { isCancellationRequested: false, onCancellationRequested: event() };
    cancel() {} dispose() {}
  },
  InlineCompletionTriggerKind: { Invoke: 0, Automatic: 1 },
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
  env: { language: "en", appName: "scripted host" },
  l10n: { t: (text) => text },
  languages: new Proxy({
    createDiagnosticCollection: () => ({
      set: (_, marks) => seen.diagnostics.push(marks), delete() {}, clear() {}, dispose() {},
      forEach() {}, has: () => false, get: () => [],
    }),
    match: () => 10,
  }, { get: (own, key) => own[key] ?? anything("languages")[key] }),
  workspace: new Proxy({
    textDocuments: [document], workspaceFolders: undefined, notebookDocuments: [],
    getConfiguration: () => ({
      get: (key, usual) => (key === "command" ? COMMAND : usual ?? null), has: () => false,
    }),
  }, { get: (own, key) => (key in own ? own[key] : anything("workspace")[key]) }),
  window: new Proxy({
    createOutputChannel: () => ({
      append() {}, appendLine: (line) => console.error(line), show() {}, dispose() {},
      info() {}, warn() {}, error: (line) => console.error(line), debug() {}, trace() {}, logLevel: 3, onDidChangeLogLevel: event(),
    }),
    visibleTextEditors: [], tabGroups: { all: [], onDidChangeTabs: event(), onDidChangeTabGroups: event() },
    showErrorMessage: async (text) => console.error(text),
    showWarningMessage: async (text) => console.error(text),
  }, { get: (own, key) => (key in own ? own[key] : anything("window")[key]) }),
};
const vscode = new Proxy(known, { get: (own, key) => own[key] ?? anything(String(key)) });

const load = Module._load;
Module._load = function (name, ...rest) {
  return name === "vscode" ? vscode : load.call(this, name, ...rest);
};

const wait = async (found, seconds = 60) => {
  for (let tick = 0; tick < seconds * 10; tick++) {
    const value = await found();
    if (value) return value;
    await new Promise((done) => setTimeout(done, 100));
  }
  return undefined;
};

(async () => {
  const extension = require(path.join(__dirname, "extension.js"));
  await extension.activate();
  const ghosts = await wait(() => seen.providers.registerInlineCompletionItemProvider?.[1]);
  const last = TEXT.split("\n").at(-1).length;
  const token = new vscode.CancellationTokenSource().token;
  const answer = ghosts && (await wait(async () => {
    const found = await ghosts.provideInlineCompletionItems(
      document, new Position(1, last), { triggerKind: 0, selectedCompletionInfo: undefined }, token);
    const items = Array.isArray(found) ? found : found?.items ?? [];
    return items.length ? items : undefined;
  }));
  const marks = await wait(() => seen.diagnostics.find((each) => each?.length));
  await extension.deactivate();
  console.log("ghost:", JSON.stringify(answer?.[0]?.insertText));
  console.log("hint:", marks?.[0]?.message);
  process.exit(answer && marks ? 0 : 1);
})();
