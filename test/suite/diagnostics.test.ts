import * as vscode from "vscode";
import { closeAll, file, open, openUntitled, replace, says, spot } from "./editor.ts";

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: debug
spec:
  containers:
    - name: shell
      image: busybox:1.37
      securityContext:
        privileged: true
`;
const SHELL = 'error privileged-container Container "shell" is privileged.';

const SHOP = [
  '25:25-25:29 error privileged-container Container "nginx" is privileged.',
  '29:42-29:45 error privileged-container Container "log-shipper" is privileged.',
];

suite("what is insecure is underlined", () => {
  teardown(closeAll);

  test("at the exact nodes, with the rule's name", async () => {
    const { uri } = await open(file("shop.yaml"));
    await says(uri, ...SHOP);
  });

  test("until its tab is closed", async () => {
    const { uri } = await open(file("shop.yaml"));
    await says(uri, ...SHOP);
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    await says(uri);
  });

  test("as it is typed, and no longer when it is mended", async () => {
    const document = await openUntitled(POD);
    await says(document.uri, `10:21-10:25 ${SHELL}`);
    await replace(document, spot(document, "true"), "false");
    await says(document.uri);
    await replace(document, spot(document, "false"), "yes");
    await says(document.uri, `10:21-10:24 ${SHELL}`);
  });

  test("where it has moved to, after an edit above it", async () => {
    const document = await openUntitled(`kind: Other\n---\n${POD}`);
    await says(document.uri, `12:21-12:25 ${SHELL}`);
    await replace(document, spot(document, "kind: Other"), "# one\n# two\nkind: Other");
    await says(document.uri, `14:21-14:25 ${SHELL}`);
  });

  test("in a document that was never saved, whatever its language", async () => {
    const document = await openUntitled(POD, "plaintext");
    await says(document.uri, `10:21-10:25 ${SHELL}`);
  });

  test("in JSON", async () => {
    const container = { name: "shell", image: "busybox:1.37", securityContext: { privileged: true } };
    const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "debug" }, spec: { containers: [container] } };
    const document = await openUntitled(JSON.stringify(pod, null, 2), "json");
    await says(document.uri, `13:25-13:29 ${SHELL}`);
  });
});
