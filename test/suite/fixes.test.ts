import * as vscode from "vscode";
import {
  action,
  actionsAt,
  apply,
  closeAll,
  equal,
  eventually,
  file,
  open,
  openUntitled,
  replace,
  says,
  spot,
  withSetting,
} from "./editor.ts";

const NGINX = '25:25-25:29 error privileged-container Container "nginx" is privileged.';
const SHIPPER = '29:42-29:45 error privileged-container Container "log-shipper" is privileged.';

suite("what is underlined is mended", () => {
  teardown(closeAll);

  test("where it stands, with every comment in place", async () => {
    const document = await open(file("shop.yaml"));
    await says(document.uri, NGINX, SHIPPER);
    const before = document.getText();
    const inBlock = before.replace("            privileged: true # to be sure\n", "");

    await apply(await action(document, spot(document, "true"), "Remove privileged"));
    equal(document.getText(), inBlock);
    await apply(await action(document, spot(document, "yes"), "Remove privileged"));
    equal(document.getText(), inBlock.replace("privileged: yes, ", ""));
    await says(document.uri);
  });

  test("everywhere in the file at once, if that is asked for", async () => {
    const document = await open(file("shop.yaml"));
    await says(document.uri, NGINX, SHIPPER);
    const { version } = document;
    const title = "Fix all privileged-container problems in this file";
    await apply(await action(document, spot(document, "true"), title));
    await says(document.uri);
    equal(document.version, version + 1);
  });

  test("by the first thing that Ctrl+. offers", async () => {
    const document = await open(file("shop.yaml"));
    await says(document.uri, NGINX, SHIPPER);
    await action(document, spot(document, "true"), "Remove privileged");
    select(spot(document, "true"));
    await vscode.commands.executeCommand("editor.action.autoFix");
    await says(document.uri, SHIPPER.replaceAll("29:", "28:"));
  });

  test("with a proposal to type over, indented as its neighbours, where only the author knows the value", () =>
    withSetting("plimsoll.rules", { "missing-memory-limit": "warning" }, async () => {
      const document = await open(file("backup.yaml"));
      const dump = 'Container "dump" may take all the memory of its node.';
      const upload = 'Container "upload" may take all the memory of its node.';
      await says(
        document.uri,
        `13:21-13:25 warning missing-memory-limit ${dump}`,
        `16:21-16:27 warning missing-memory-limit ${upload}`,
      );
      const before = document.getText();
      await apply(await action(document, spot(document, "dump"), "Set a memory limit"));
      const image = "              image: postgres:17.2 # as the server\n";
      const limit = "              resources:\n                limits:\n                  memory: 256Mi\n";
      equal(document.getText(), before.replace(image, image + limit));
      await eventually("the proposal is selected", () => selected() === "256Mi");
      await vscode.commands.executeCommand("type", { text: "1Gi" });
      equal(document.getText(), before.replace(image, image + limit.replace("256Mi", "1Gi")));
    }));

  test("on save, as far as nothing that runs changes", () =>
    withSetting("plimsoll.rules", { "removed-api": "error", "privileged-container": "error" }, () =>
      withSetting("editor.codeActionsOnSave", { "source.fixAll.plimsoll": "explicit" }, async () => {
        const document = await open(file("backup.yaml"));
        const { uri } = document;
        const gone = 'CronJob of "batch/v1beta1" is gone since Kubernetes 1.25, in favour of "batch/v1".';
        await says(uri, `1:13-1:26 error removed-api ${gone}`);
        const before = await onDisk(uri);
        await replace(document, new vscode.Range(0, 0, 0, 0), "# Nightly.\n");
        await vscode.commands.executeCommand("workbench.action.files.save");
        await eventually("it is saved", () => !document.isDirty);
        equal(await onDisk(uri), `# Nightly.\n${before.replace("batch/v1beta1", "batch/v1")}`);
        await says(uri);
        await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(before));
      }),
    ));
});

suite("a workload is hardened", () => {
  teardown(closeAll);

  test("in one edit, with every comment in place", async () => {
    const document = await open(file("shop.yaml"));
    await says(document.uri, NGINX, SHIPPER);
    const before = document.getText();
    const title = 'Harden Deployment "web" to Pod Security restricted';
    const range = spot(document, "web");
    await apply(await action(document, range, title, vscode.CodeActionKind.RefactorRewrite));
    equal(
      document.getText(),
      before
        .replace("            privileged: true # to be sure\n", "")
        .replace(
          "            runAsUser: 101\n",
          `            runAsUser: 101
            allowPrivilegeEscalation: false
            capabilities:
              drop:
                - ALL
`,
        )
        .replace(
          "{ privileged: yes, runAsUser: 102 }\n",
          `{ runAsUser: 102, allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
      securityContext:
        seccompProfile:
          type: RuntimeDefault
        runAsNonRoot: true
`,
        ),
    );
    await says(document.uri);
    await vscode.commands.executeCommand("undo");
    equal(document.getText(), before);
  });

  test("only where there is something to harden", async () => {
    const document = await openUntitled("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n");
    const whole = new vscode.Range(0, 0, 3, 0);
    equal(await actionsAt(document, whole, vscode.CodeActionKind.RefactorRewrite), []);
  });
});

function select({ start, end }: vscode.Range): void {
  const editor = vscode.window.activeTextEditor;
  if (editor) editor.selection = new vscode.Selection(start, end);
}

function selected(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor?.document.getText(editor.selection);
}

const onDisk = async (uri: vscode.Uri) => new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
