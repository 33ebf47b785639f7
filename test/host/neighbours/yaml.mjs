import { workspace } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";

/** Stands in for Red Hat's YAML extension: starts the same language server, with the settings that it starts with, schemas from the network aside. */
export async function activate() {
  const server = { module: YAML_LANGUAGE_SERVER, transport: TransportKind.ipc };
  const client = new LanguageClient("yaml", "YAML", server, {
    documentSelector: [{ language: "yaml" }],
    initializationOptions: { yaml: workspace.getConfiguration("yaml") },
  });
  await client.start();
}
