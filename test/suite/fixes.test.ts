import { action, apply, closeAll, equal, file, open, says, spot } from "./editor.ts";

const SHOP = [
  '25:25-25:29 error privileged-container Container "nginx" is privileged.',
  '29:42-29:45 error privileged-container Container "log-shipper" is privileged.',
];

suite("what is underlined is mended", () => {
  teardown(closeAll);

  test("where it stands, with every comment in place", async () => {
    const document = await open(file("shop.yaml"));
    await says(document.uri, ...SHOP);
    const before = document.getText();
    await apply(await action(document, spot(document, "true"), "Remove privileged"));
    equal(document.getText(), before.replace("            privileged: true # to be sure\n", ""));
    await apply(await action(document, spot(document, "yes"), "Remove privileged"));
    equal(
      document.getText(),
      before.replace("            privileged: true # to be sure\n", "").replace("privileged: yes, ", ""),
    );
    await says(document.uri);
  });
});
