import { expect, test } from "vitest";
import { rules } from "../rules/index.ts";
import { lint } from "../rules/lint.ts";
import { parse } from "../rules/model/manifest.ts";
import { LATEST } from "../rules/model/versions.ts";
import { ask } from "../rules/presets.ts";

/** How grave it is that a container mounts a path of its node. */
function gravity(path: string, readOnly = false): readonly string[] {
  const text = `apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  containers:
    - name: agent
      image: ghcr.io/shop/agent:2.1
      volumeMounts:
        - { name: files, mountPath: /files, readOnly: ${readOnly} }
  volumes:
    - name: files
      hostPath: { path: ${path} }
`;
  const asked = ask(rules, {
    presets: ["none"],
    rules: [{ rules: "host-path-volume", severity: "on" }],
    kubernetes: LATEST,
    podSecurity: LATEST,
  });
  const problems = lint(parse({ uri: "file:///agent.yaml", text }), asked, (message) => expect.fail(message));
  return problems.map(({ severity }) => severity);
}

test("the node's root and its runtime's socket are the node", () => {
  for (const path of ["/", "/var/run/docker.sock", "/run/containerd/containerd.sock", "/var/run", "//run/crio/"]) {
    expect(gravity(path, true), path).toEqual(["error"]);
  }
});

test("other files are for a reviewer to look at", () => {
  for (const path of ["/etc", "/var/lib/kubelet", "/var/run/datadog", "/run/xtables.lock", "/etc/localtime"]) {
    expect(gravity(path), path).toEqual(["warning"]);
  }
});

test("what every node has and the pod only reads is worth knowing", () => {
  for (const path of ["/etc/localtime", "/lib/modules/", "/etc/ssl/certs", "/etc/os-release"]) {
    expect(gravity(path, true), path).toEqual(["info"]);
  }
});
