import type { Place } from "../model/place.ts";
import { kind, type Resource } from "../model/resource.ts";
import { type Finding, type Fix, rule } from "../rule.ts";

export default rule({
  id: "permissive-psp",
  severity: "warning",
  summary: "A PodSecurityPolicy should not let pods onto the node.",
  presets: ["recommended"],
  fixable: "review",
  why: `Each account that may use this policy can start a pod that has the node: privileged, with its disk mounted, or among its processes.
A policy counts for a pod as soon as either its author or its service account may use it, and the most lenient of them decides.`,
  mend: `Allow what the pods in question need, one by one.
Pods that run go on; those that need more are refused when they are next made.
PodSecurityPolicy is gone since Kubernetes 1.25, so move to Pod Security Admission rather than to better policies: label the namespaces, then delete the policies.`,
  leave: `Leave it for agents that manage the node, where only their service account may use the policy.
From Kubernetes 1.25 on this rule says nothing, for the API server no longer knows the kind, which \`removed-api\` tells; other tools judge such a policy still.`,

  on: kind("policy/PodSecurityPolicy", "extensions/PodSecurityPolicy"),
  *check(policy, { cluster: { kubernetes } }) {
    if (kubernetes >= GONE) return;

    const spec = policy.at("spec");
    const privileged = spec.at("privileged");
    if (privileged.value === true) yield finding(privileged, "privileged containers", [set(privileged, false)]);
    else yield* others(policy);
  },

  examples: [
    {
      title: "Privileged containers have the node, and more need not be said",
      kubernetes: 24,
      bad: `
apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata:
  name: agents
spec:
  privileged: true
              ^^^^ This policy allows privileged containers.
  hostPID: true
  runAsUser: { rule: RunAsAny }
  seLinux: { rule: RunAsAny }
  fsGroup: { rule: RunAsAny }
  supplementalGroups: { rule: RunAsAny }
`,
      fixed: `
apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata:
  name: agents
spec:
  privileged: false
  hostPID: true
  runAsUser: { rule: RunAsAny }
  seLinux: { rule: RunAsAny }
  fsGroup: { rule: RunAsAny }
  supplementalGroups: { rule: RunAsAny }
`,
    },
    {
      title: "There are other ways onto the node",
      kubernetes: 24,
      bad: `
apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata:
  name: shop
spec:
  hostNetwork: true
               ^^^^ This policy allows the node's network.
  allowedCapabilities: ["*"]
                        ^^^ This policy allows capability "*".
  volumes:
    - secret
    - hostPath
      ^^^^^^^^ This policy allows volumes of all the node's files.
  runAsUser: { rule: RunAsAny }
  seLinux: { rule: RunAsAny }
  fsGroup: { rule: RunAsAny }
  supplementalGroups: { rule: RunAsAny }
---
apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata:
  name: logs
spec:
  volumes: [hostPath]
  allowedHostPaths:
    - pathPrefix: /var/log
                  ^^^^^^^^ This policy allows to write below "/var/log" on the node.
  runAsUser: { rule: RunAsAny }
  seLinux: { rule: RunAsAny }
  fsGroup: { rule: RunAsAny }
  supplementalGroups: { rule: RunAsAny }
`,
      fixed: `
apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata:
  name: shop
spec:
  hostNetwork: false
  volumes:
    - secret
    - hostPath
  runAsUser: { rule: RunAsAny }
  seLinux: { rule: RunAsAny }
  fsGroup: { rule: RunAsAny }
  supplementalGroups: { rule: RunAsAny }
---
apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata:
  name: logs
spec:
  volumes: [hostPath]
  allowedHostPaths:
    - pathPrefix: /var/log
      readOnly: true
  runAsUser: { rule: RunAsAny }
  seLinux: { rule: RunAsAny }
  fsGroup: { rule: RunAsAny }
  supplementalGroups: { rule: RunAsAny }
`,
    },
    {
      title: "Files may be read where they are named",
      kubernetes: 24,
      good: `
apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata:
  name: logs
spec:
  privileged: false
  allowedCapabilities: [NET_BIND_SERVICE]
  volumes: [hostPath]
  allowedHostPaths:
    - pathPrefix: /var/log
      readOnly: true
  runAsUser: { rule: MustRunAsNonRoot }
  seLinux: { rule: RunAsAny }
  fsGroup: { rule: RunAsAny }
  supplementalGroups: { rule: RunAsAny }
`,
    },
    {
      title: "A cluster of today does not know the kind",
      good: `
apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata:
  name: agents
spec:
  privileged: true
  runAsUser: { rule: RunAsAny }
  seLinux: { rule: RunAsAny }
  fsGroup: { rule: RunAsAny }
  supplementalGroups: { rule: RunAsAny }
`,
    },
  ],
});

/** The version that no longer has PodSecurityPolicy. */
const GONE = 25;

/** What a field allows, where it is true. */
const SWITCHES: Readonly<Record<string, string>> = {
  hostIPC: "the node's shared memory",
  hostNetwork: "the node's network",
  hostPID: "the node's processes",
};

function* others(policy: Resource): Iterable<Finding> {
  const spec = policy.at("spec");
  for (const [field, what] of Object.entries(SWITCHES)) {
    const at = spec.at(field);
    if (at.value === true) yield finding(at, what, [set(at, false)]);
  }
  for (const at of ["allowedCapabilities", "defaultAddCapabilities"].flatMap((it) => spec.at(it).children)) {
    const name = at.string ?? "";
    if (["*", "SYS_ADMIN", "SYS_MODULE", "SYS_PTRACE"].includes(name)) {
      const fix: Fix = { title: "Remove it", safety: "review", changes: () => [{ at, remove: true }] };
      yield finding(at, `capability "${name}"`, [fix]);
    }
  }
  const files = spec.at("volumes").children.find((it) => it.string === "hostPath" || it.string === "*");
  if (files === undefined) return;
  const paths = spec.at("allowedHostPaths").children;
  if (paths.length === 0) yield finding(files, "volumes of all the node's files", []);
  for (const path of paths.filter((it) => it.at("readOnly").value !== true)) {
    const prefix = path.at("pathPrefix");
    yield {
      at: prefix,
      message: `This policy allows to write below "${prefix.shown}" on the node.`,
      fixes: [set(path.at("readOnly"), true)],
    };
  }
}

const finding = (at: Place, what: string, fixes: readonly Fix[]): Finding => ({
  at,
  message: `This policy allows ${what}.`,
  fixes,
});

const set = (at: Place, value: boolean): Fix => ({
  title: `Set ${String(at.step)} to ${value}`,
  safety: "review",
  changes: () => [{ at, value }],
});
