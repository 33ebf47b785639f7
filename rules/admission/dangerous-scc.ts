import type { Place } from "../model/place.ts";
import { kind, type Resource } from "../model/resource.ts";
import { type Finding, rule } from "../rule.ts";

export default rule({
  id: "dangerous-scc",
  severity: "info",
  summary: "SecurityContextConstraints should not let pods onto the node.",
  presets: ["recommended"],
  fixable: "review",
  why: `Each account that may use these constraints can start a pod that has the node: privileged, with its disk mounted, or among its processes.
Where everyone may use them (\`system:authenticated\`), so does every token of every pod.`,
  mend: `Allow what the pods in question need, one by one: a single capability, a volume of another kind.
Pods that run go on; those that need more are refused when they are next made.
Let one service account use the constraints, by a role with the verb \`use\`, rather than a group.`,
  leave: "Leave it for agents that manage the node, in a namespace where nobody else may make pods.",

  on: kind("security.openshift.io/SecurityContextConstraints", "SecurityContextConstraints"),
  *check(constraints) {
    const privileged = constraints.at("allowPrivilegedContainer");
    const everyone = EVERYONE.find((group) => constraints.at("groups").children.some((it) => it.string === group));
    const found = privileged.value === true ? [finding(privileged, "privileged containers")] : [...others(constraints)];
    for (const it of found) {
      yield everyone === undefined
        ? it
        : { ...it, severity: "error", message: it.message.replace(/\.$/, ` to everyone in "${everyone}".`) };
    }
  },

  examples: [
    {
      title: "Privileged containers have the node, and more need not be said",
      bad: `
apiVersion: security.openshift.io/v1
kind: SecurityContextConstraints
metadata:
  name: agents
allowHostPID: true
allowPrivilegedContainer: true
                          ^^^^ These constraints allow privileged containers.
runAsUser: { type: RunAsAny }
seLinuxContext: { type: MustRunAs }
users: ["system:serviceaccount:agents:agent"]
`,
      fixed: `
apiVersion: security.openshift.io/v1
kind: SecurityContextConstraints
metadata:
  name: agents
allowHostPID: true
allowPrivilegedContainer: false
runAsUser: { type: RunAsAny }
seLinuxContext: { type: MustRunAs }
users: ["system:serviceaccount:agents:agent"]
`,
    },
    {
      title: "There are other ways onto the node, and everyone may go them",
      bad: `
apiVersion: security.openshift.io/v1
kind: SecurityContextConstraints
metadata:
  name: shop
allowHostDirVolumePlugin: true
                          ^^^^ These constraints allow volumes of the node's files to everyone in "system:authenticated".
allowHostNetwork: false
allowHostPID: true
              ^^^^ These constraints allow the node's processes to everyone in "system:authenticated".
allowPrivilegedContainer: false
allowedCapabilities:
  - "*"
    ^^^ These constraints allow capability "*" to everyone in "system:authenticated".
  - NET_BIND_SERVICE
runAsUser: { type: RunAsAny }
seLinuxContext: { type: MustRunAs }
groups: ["system:authenticated"]
`,
      fixed: `
apiVersion: security.openshift.io/v1
kind: SecurityContextConstraints
metadata:
  name: shop
allowHostDirVolumePlugin: false
allowHostNetwork: false
allowHostPID: false
allowPrivilegedContainer: false
allowedCapabilities:
  - NET_BIND_SERVICE
runAsUser: { type: RunAsAny }
seLinuxContext: { type: MustRunAs }
groups: ["system:authenticated"]
`,
    },
    {
      title: "What is not allowed is refused",
      good: `
apiVersion: security.openshift.io/v1
kind: SecurityContextConstraints
metadata:
  name: shop
allowHostDirVolumePlugin: false
allowHostIPC: false
allowHostNetwork: false
allowHostPID: false
allowPrivilegedContainer: false
allowedCapabilities: [NET_BIND_SERVICE]
runAsUser: { type: MustRunAsRange }
seLinuxContext: { type: MustRunAs }
`,
    },
  ],
});

/** Groups that every account, or every pod, is in. */
const EVERYONE = ["system:authenticated", "system:serviceaccounts", "system:unauthenticated"];

/** What a field allows, where it is true. */
const SWITCHES: Readonly<Record<string, string>> = {
  allowHostDirVolumePlugin: "volumes of the node's files",
  allowHostIPC: "the node's shared memory",
  allowHostNetwork: "the node's network",
  allowHostPID: "the node's processes",
};

const ONTO_THE_NODE = new Set([
  "*",
  "ALL",
  "BPF",
  "DAC_READ_SEARCH",
  "SYS_ADMIN",
  "SYS_MODULE",
  "SYS_PTRACE",
  "SYS_RAWIO",
]);

function* others(constraints: Resource): Iterable<Finding> {
  for (const [field, what] of Object.entries(SWITCHES)) {
    const at = constraints.at(field);
    if (at.value === true) yield finding(at, what);
  }
  for (const list of ["allowedCapabilities", "defaultAddCapabilities"]) {
    for (const at of constraints.at(list).children) {
      const name = at.string?.toUpperCase().replace(/^CAP_/, "") ?? "";
      if (ONTO_THE_NODE.has(name)) yield { ...finding(at, `capability "${at.string}"`), fixes: [remove(at)] };
    }
  }
}

const finding = (at: Place, what: string): Finding => ({
  at,
  message: `These constraints allow ${what}.`,
  fixes: [{ title: "Set it to false", safety: "review", changes: () => [{ at, value: false }] }],
});

const remove = (at: Place) => ({
  title: "Remove the capability",
  safety: "review" as const,
  changes: () => [{ at, remove: true as const }],
});
