// Foretype in VS Code: starts the language server and nothing else.
"use strict";

const { workspace } = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

const LANGUAGES = ["plaintext", "markdown", "latex", "git-commit"];

let client;

exports.activate = async () => {
  const command = workspace.getConfiguration("foretype").get("command", "foretype");
  client = new LanguageClient(
    "foretype",
    "Foretype",
    { command, args: ["lsp"], transport: TransportKind.stdio },
    {
      documentSelector: LANGUAGES.flatMap((language) =>
        ["file", "untitled"].map((scheme) => ({ scheme, language }))
      ),
      synchronize: { configurationSection: "foretype" },
    }
  );
  await client.start();
};

exports.deactivate = () => client?.stop();
