import * as vscode from "vscode";
import { closeAll, equal, eventually, file, open, ours, spot } from "./editor.ts";

suite("a rule is explained", () => {
  teardown(closeAll);

  test("on a page of its own, by the command Show Rule", async () => {
    await vscode.commands.executeCommand("plimsoll.showRule", "privileged-container");
    await eventually("a page is open", () => pages().length === 1);
  });

  test("on a page of its own, by the link behind its name", async () => {
    const { uri } = await open(file("shop.yaml"));
    const [code] = await eventually("it is underlined", () => {
      const codes = ours(uri).map((it) => it.code);
      return codes.length > 0 && codes;
    });
    if (typeof code !== "object") throw new Error(`There is no link behind ${code}.`);
    equal(code.value, "privileged-container");
    await vscode.commands.executeCommand("vscode.open", code.target);
    await eventually("a page is open", () => pages().length === 1);
  });

  test("in two sentences, where the pointer rests on what it says", async () => {
    const document = await open(file("shop.yaml"));
    await eventually("it is underlined", () => ours(document.uri).length > 0);
    const text = await hover(document, spot(document, "true"));
    for (const expected of ["privileged", "privileged-container"]) {
      if (!text.includes(expected)) throw new Error(`"${expected}" is not in the hover:\n${text}`);
    }
  });
});

/** The tabs that show neither a text nor a picture. */
const pages = () =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputWebview);

const hover = (document: vscode.TextDocument, { start }: vscode.Range) =>
  eventually(`something is said at ${start.line + 1}`, async () => {
    const hovers: vscode.Hover[] = await vscode.commands.executeCommand(
      "vscode.executeHoverProvider",
      document.uri,
      start,
    );
    const texts = hovers.flatMap(({ contents }) => contents.map((it) => (typeof it === "string" ? it : it.value)));
    return texts.find((it) => it.includes("rivileged"));
  });
