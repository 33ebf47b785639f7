import * as vscode from "vscode";
import { closeAll, equal, extension, file, open, replace, says, spot } from "./editor.ts";

const SHOP = [
  '25:25-25:29 error privileged-container Container "nginx" is privileged.',
  '29:42-29:45 error privileged-container Container "log-shipper" is privileged.',
];

suite("the command palette", () => {
  teardown(closeAll);

  test("has no command that nobody answers", async () => {
    await open(file("shop.yaml"));
    await says(file("shop.yaml"), ...SHOP);
    const offered: { command: string }[] = extension().packageJSON.contributes.commands;
    const answered = await vscode.commands.getCommands(true);
    const unanswered = offered.map(({ command }) => command).filter((command) => !answered.includes(command));
    equal(unanswered, []);
    equal(offered.length > 0, true);
  });

  test("restarts the server, which goes on where it was", async () => {
    const document = await open(file("shop.yaml"));
    await says(document.uri, ...SHOP);
    await vscode.commands.executeCommand("plimsoll.restartServer");
    await says(document.uri, ...SHOP);
    await replace(document, spot(document, "true"), "false");
    await says(document.uri, ...SHOP.slice(1));
  });
});
