import { expect, test } from "vitest";
import type { Change } from "../../rules/model/change.ts";
import { admits, type Component, component } from "../../rules/model/control-plane.ts";
import { type Manifest, parse } from "../../rules/model/manifest.ts";
import { Place } from "../../rules/model/place.ts";
import { resourcesOf } from "../../rules/model/resource.ts";
import { applyEdits } from "../../rules/model/source.ts";
import { ifKnown } from "../../rules/model/unknowable.ts";
import { write } from "../../rules/model/write.ts";
import { sourceOf } from "../../server/sources/source.ts";

const every = component("etcd", "kube-apiserver", "kube-controller-manager", "kube-proxy", "kube-scheduler", "kubelet");

const componentsOf = (manifest: Manifest): readonly Component[] =>
  manifest.documents.flatMap(({ document }) => resourcesOf(Place.root(document)).flatMap((it) => every(it)));

const read = (text: string) => parse(sourceOf("file:///a.yaml", text));

const pod = (...words: readonly string[]) =>
  `{ apiVersion: v1, kind: Pod, spec: { containers: [{ name: a, image: a, command: ${JSON.stringify(words)} }] } }`;

/** What is in force for a flag of the only component; "?" where that is not known. */
function inForce(text: string, flag: string): string {
  const [only] = componentsOf(read(text));
  return ifKnown(() => only?.setting(flag).text ?? "nobody", "?");
}

function changed(text: string, change: (component: Component) => readonly Change[]): string {
  const manifest = read(text);
  const edits = write(componentsOf(manifest).flatMap(change)).flatMap((it) => it.edits);
  return applyEdits(text, edits);
}

const cluster = (version: string, rest: string) =>
  `apiVersion: kubeadm.k8s.io/${version}\nkind: ClusterConfiguration\n${rest}`;

test("of equal flags the last counts, of a list all", () => {
  expect(inForce(pod("kube-apiserver", "--profiling", "--profiling=f"), "profiling")).toBe("false");
  const [server] = componentsOf(
    read(pod("kube-apiserver", "--authorization-mode=Node", "--authorization-mode", "RBAC")),
  );
  expect(server?.setting("authorization-mode").names).toEqual(["Node", "RBAC"]);
});

test("a switch takes no word behind it", () => {
  expect(inForce(pod("kubelet", "--anonymous-auth", "false"), "anonymous-auth")).toBe("true");
});

test("what is not written is as the program has it", () => {
  expect(inForce(pod("kubelet", "--v=2"), "authorization-mode")).toBe("AlwaysAllow");
  expect(inForce(pod("kubelet", "--v=2"), "toString")).toBe("");
  expect(
    inForce("{ apiVersion: kubelet.config.k8s.io/v1beta1, kind: KubeletConfiguration }", "authorization-mode"),
  ).toBe("Webhook");
  expect(inForce(cluster("v1beta4", ""), "authorization-mode")).toBe("Node,RBAC");
});

test("what another file may say is not known", () => {
  expect(inForce(pod("kubelet", "--config=/a.yaml"), "authorization-mode")).toBe("?");
  expect(inForce(pod("kube-scheduler", "--config=/a.yaml"), "profiling")).toBe("?");
  expect(inForce(pod("kube-scheduler", "--config=/a.yaml"), "bind-address")).toBe("0.0.0.0");
  expect(inForce(pod("kube-apiserver", "--authorization-config=/a.yaml"), "authorization-mode")).toBe("?");
  expect(inForce("{ apiVersion: kubelet.config.k8s.io/v1beta1, kind: KubeletConfiguration }", "v")).toBe("?");
  expect(inForce("{ apiVersion: kubeadm.k8s.io/v1beta3, kind: InitConfiguration }", "anonymous-auth")).toBe("?");
});

test("a container that is asked for its version runs nothing", () => {
  expect(componentsOf(read(pod("kube-apiserver", "--version")))).toEqual([]);
});

test("kubeadm takes flags as a mapping or a list, by its version", () => {
  const flags = "apiServer:\n  extraArgs:\n    profiling: 'false'\n";
  expect(inForce(cluster("v1beta3", flags), "profiling")).toBe("false");
  const set = (it: Component) => (it.program === "kube-scheduler" ? it.setting("profiling").put("false") : []);
  expect(changed(cluster("v1beta3", ""), set)).toBe(
    cluster("v1beta3", 'scheduler:\n  extraArgs:\n    profiling: "false"\n'),
  );
  expect(changed(cluster("v1beta4", ""), set)).toBe(
    cluster("v1beta4", 'scheduler:\n  extraArgs:\n    - name: profiling\n      value: "false"\n'),
  );
});

test("Cluster API hands flags to kubeadm, and its patches say only what they say", () => {
  const plane = (rest: string) => `apiVersion: controlplane.cluster.x-k8s.io/v1beta1
kind: KubeadmControlPlane
spec: { ${rest} kubeadmConfigSpec: { clusterConfiguration: { apiServer: { extraArgs: { profiling: "false" } } } } }
`;
  expect(inForce(plane("version: v1.36.0,"), "profiling")).toBe("false");
  expect(inForce(plane("version: v1.36.0,"), "audit-policy-file")).toBe("");
  expect(inForce(plane(""), "audit-policy-file")).toBe("?");
});

test("etcd reads variables, unless the flag is there", () => {
  const text = (args: string) =>
    `{ apiVersion: v1, kind: Pod, spec: { containers: [{ name: a, image: a, command: [etcd], args: [${args}],
      env: [{ name: ETCD_CLIENT_CERT_AUTH, value: "true" }] }] } }`;
  expect(inForce(text(""), "client-cert-auth")).toBe("true");
  expect(inForce(text("--client-cert-auth=false"), "client-cert-auth")).toBe("false");
  expect(inForce(text(""), "auto-tls")).toBe("false");
});

test("a list loses values, and goes with the last of them", () => {
  const text = "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\ntlsCipherSuites: [A, B]\n";
  const less = (...names: readonly string[]) =>
    changed(text, (it) => it.setting("tls-cipher-suites").without(...names)).split("\n")[2];
  expect(less("A")).toBe("tlsCipherSuites: [B]");
  expect(less("A", "B")).toBe("");
});

test("an admission plugin works if it is asked for, or by default", () => {
  const works = (plugin: string, isDefault: boolean, ...flags: readonly string[]) =>
    componentsOf(read(pod("kube-apiserver", ...flags))).some((it) => admits(it, plugin, isDefault));
  expect(works("PodSecurity", true)).toBe(true);
  expect(works("PodSecurity", true, "--disable-admission-plugins=PodSecurity")).toBe(false);
  expect(works("NodeRestriction", false)).toBe(false);
  expect(works("NodeRestriction", false, "--enable-admission-plugins=A,NodeRestriction")).toBe(true);
  expect(works("PodSecurity", true, "--admission-control=ServiceAccount")).toBe(false);
});
