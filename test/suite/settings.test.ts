import { closeAll, eventually, file, open, said, says, withSetting } from "./editor.ts";

const NGINX = 'privileged-container Container "nginx" is privileged.';
const SHIPPER = 'privileged-container Container "log-shipper" is privileged.';

suite("a setting takes effect at once", () => {
  setup(async () => {
    const { uri } = await open(file("shop.yaml"));
    await says(uri, `25:25-25:29 error ${NGINX}`, `29:42-29:45 error ${SHIPPER}`);
  });

  teardown(async () => {
    const { uri } = await open(file("shop.yaml"));
    await says(uri, `25:25-25:29 error ${NGINX}`, `29:42-29:45 error ${SHIPPER}`);
    await closeAll();
  });

  test("plimsoll.rules gives a rule another severity", () =>
    withSetting("plimsoll.rules", { "privileged-container": "info" }, () =>
      says(file("shop.yaml"), `25:25-25:29 info ${NGINX}`, `29:42-29:45 info ${SHIPPER}`),
    ));

  test("plimsoll.rules turns a rule off", () =>
    withSetting("plimsoll.rules", { "privileged-container": "off" }, () => says(file("shop.yaml"))));

  test("plimsoll.preset asks for more", () =>
    withSetting("plimsoll.preset", "pod-security-restricted", async () => {
      await eventually(
        "more than one rule speaks",
        () => new Set(said(file("shop.yaml")).map((it) => it.split(" ")[2])).size > 1,
      );
    }));

  test("plimsoll.enable turns all off", () => withSetting("plimsoll.enable", false, () => says(file("shop.yaml"))));

  test("plimsoll.exclude leaves files out", () =>
    withSetting("plimsoll.exclude", ["**/shop.yaml"], () => says(file("shop.yaml"))));
});
