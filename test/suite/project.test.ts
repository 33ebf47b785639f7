import * as vscode from "vscode";
import { closeAll, equal, eventually, file, open, said, says, spot } from "./editor.ts";

suite("a project's file", () => {
  teardown(closeAll);

  test("chooses the rules for what stands beside it", async () => {
    const { uri } = await open(file("project/web.yaml"));
    await says(uri, '10:21-10:25 warning privileged-container Container "web" is privileged.');
  });

  test("shows what is wrong in it, at its place", async () => {
    const { uri } = await open(file("project/broken/.plimsoll.yaml"));
    await eventually("it is judged", () => said(uri).length === 2);
    equal(
      vscode.languages.getDiagnostics(uri).map((it) => it.range.start.line),
      [0, 2],
    );
    const [, rule] = vscode.languages.getDiagnostics(uri);
    equal(rule?.message, 'There is no rule "privileged-contaner". Did you mean "privileged-container"?');
  });

  test("is completed", async () => {
    const document = await open(file("project/.plimsoll.yaml"));
    const { start } = spot(document, "none");
    const list = await eventually("something is offered", async () => {
      const found = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        start,
      );
      return found.items.some(({ label }) => label === "pod-security-restricted") ? found : undefined;
    });
    equal(list.items.filter(({ label }) => label === "strict").length, 1);
  });
});
