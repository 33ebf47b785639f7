import { decidingLevel, isRecorded } from "../model/audit-policy.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

/** What an intruder asks for, and an investigation first. */
const SENSITIVE = [
  { group: "", resource: "secrets" },
  { group: "", resource: "configmaps" },
  { group: "authentication.k8s.io", resource: "tokenreviews" },
  { group: "", resource: "pods/exec" },
  { group: "", resource: "pods/portforward" },
  { group: "", resource: "pods/proxy" },
  { group: "", resource: "services/proxy" },
] as const;

export default rule({
  id: "audit-policy-gaps",
  severity: "warning",
  summary: "An audit policy should cover Secrets, and shells into pods.",
  presets: ["strict"],
  fixable: "review",
  why: `A request that no rule of the policy matches leaves no trace at all.
What an intruder does first is to read Secrets and ConfigMaps, to try tokens, and to open shells and tunnels into pods; a policy that is silent on these has nothing to tell afterwards.`,
  mend: `End the policy with a rule for everything else: \`- level: Metadata\`.
It records who did what to which object, and when, but no contents.
Put rules with the level \`None\` for noisy readers (kube-proxy, the kubelet's node status) before it, and keep them narrow.`,
  leave: `Leave it where another policy, of another API server, covers the rest.
A rule that is limited to some users, verbs or namespaces does not count here.
Other tools ask for the bodies of \`exec\` and \`portforward\` requests, too: these hold no more than what the metadata says.`,

  on: kind("audit.k8s.io/Policy"),
  *check(policy) {
    const gaps = SENSITIVE.filter((it) => !isRecorded(policy, it));
    if (gaps.length === 0) return;

    const rules = policy.at("rules");
    const names = gaps.map(({ resource }) => `"${resource}"`).join(", ");
    yield {
      at: rules.named,
      message: `The audit policy records no requests for ${names}.`,
      fixes: gaps.every((it) => decidingLevel(policy, it) === undefined)
        ? [
            {
              title: "Record what is left by its metadata",
              safety: "review",
              changes: () => [{ at: rules.at(rules.children.length), value: { level: "Metadata" } }],
            },
          ]
        : [],
    };
  },

  examples: [
    {
      title: "What no rule matches leaves no trace",
      bad: `
apiVersion: audit.k8s.io/v1
kind: Policy
rules:
^^^^^ The audit policy records no requests for "pods/exec", "pods/portforward", "pods/proxy", "services/proxy".
  - level: None
    users: ["system:kube-proxy"]
    verbs: ["watch"]
  - level: Request
    verbs: ["create", "update", "patch", "delete"]
  - level: Metadata
    resources:
      - group: ""
        resources: ["secrets", "configmaps"]
      - group: authentication.k8s.io
`,
      fixed: `
apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: None
    users: ["system:kube-proxy"]
    verbs: ["watch"]
  - level: Request
    verbs: ["create", "update", "patch", "delete"]
  - level: Metadata
    resources:
      - group: ""
        resources: ["secrets", "configmaps"]
      - group: authentication.k8s.io
  - level: Metadata
`,
    },
    {
      title: "A rule that records nothing comes first",
      bad: `
apiVersion: audit.k8s.io/v1
kind: Policy
rules:
^^^^^ The audit policy records no requests for "configmaps", "pods/exec", "pods/portforward", "pods/proxy".
  - level: None
    resources:
      - group: ""
        resources: ["configmaps", "pods/*"]
  - level: Metadata
`,
    },
    {
      title: "A last rule for everything leaves no gap",
      good: `
apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: ["RequestReceived"]
rules:
  - level: None
    nonResourceURLs: ["/healthz*", "/livez*", "/readyz*"]
  - level: RequestResponse
    resources:
      - group: rbac.authorization.k8s.io
  - level: Metadata
`,
    },
  ],
});
