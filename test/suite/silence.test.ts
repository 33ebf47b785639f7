import * as vscode from "vscode";
import { closeAll, equal, file, open, openUntitled, replace, said, says } from "./editor.ts";

const POD = `apiVersion: v1
kind: Pod
metadata: { name: debug }
spec:
  containers:
    - name: shell
      image: busybox:1.37
      securityContext: { privileged: true }
`;
const SHELL = 'error privileged-container Container "shell" is privileged.';

suite("nothing is said", () => {
  teardown(closeAll);

  test("of YAML that is not Kubernetes'", async () => {
    const document = await open(file("compose.yaml"));
    const { lineCount } = document;
    // The Pod shows that the whole text has been judged.
    await replace(document, endOf(document), `---\n${POD}`);
    await says(document.uri, `${lineCount + 8}:38-${lineCount + 8}:42 ${SHELL}`);
  });

  test("of what a template fills in, but of what it does not", async () => {
    const { uri } = await open(file("chart/templates/deployment.yaml"));
    await says(uri, '21:25-21:29 error privileged-container Container "log-shipper" is privileged.');
  });

  test("of the other side of a diff", async () => {
    const content = { provideTextDocumentContent: () => POD };
    const provider = vscode.workspace.registerTextDocumentContentProvider("git", content);
    try {
      const { uri: past } = await open(vscode.Uri.parse("git:/shop/debug.yaml"));
      const { uri: present } = await openUntitled(POD);
      await says(present, `8:38-8:42 ${SHELL}`);
      equal(said(past), []);
    } finally {
      provider.dispose();
    }
  });
});

function endOf(document: vscode.TextDocument): vscode.Range {
  const end = document.positionAt(document.getText().length);
  return new vscode.Range(end, end);
}
