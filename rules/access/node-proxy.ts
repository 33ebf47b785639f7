import type { Change } from "../model/change.ts";
import { named, type PolicyRule, policyRules, READ, texts, titleOf, WRITE } from "../model/rbac.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "node-proxy",
  severity: "error",
  summary: "A role should not speak to the kubelet in the API server's place.",
  presets: ["recommended"],
  fixable: "review",
  replaces: ["wildcard-verb"],
  why: `\`nodes/proxy\` is the right to everything that the kubelet has no smaller right for, and that is to run commands in any container of the node.
\`get\` is enough: the kubelet asks for the verb of the HTTP method, and a WebSocket to \`/exec\` is a GET.
Metrics agents have it everywhere by old habit, and each of their tokens is a shell in every pod, past admission and past the audit log of the API server.`,
  mend: `Ask for what is read: \`nodes/metrics\`, \`nodes/stats\`, \`nodes/log\`, and since Kubernetes 1.33 \`nodes/pods\`, \`nodes/healthz\` and \`nodes/configz\`.
An agent that reads the kubelet's \`/pods\` on an older cluster, or any other path, gets 403 from then on.`,
  leave:
    "Leave it for the API server's own client (`system:kubelet-api-admin`), and for an agent that needs a path without a right of its own, such as `/checkpoint`.",

  on: policyRules,
  *check(rule) {
    if (!rule.isClusterWide) return;
    const [proxy] = named(rule, { group: "", resources: ["nodes/proxy"], verbs: ["get", ...WRITE, "delete"] });
    if (proxy === undefined) return;

    yield {
      at: proxy,
      message: `${titleOf(rule.role)} may run commands in every container, through the kubelet.`,
      fixes: isOnlyRead(rule)
        ? [{ title: "Ask for metrics and stats only", safety: "review", changes: () => narrowed(rule) }]
        : [],
    };
  },

  examples: [
    {
      title: "A scraper of metrics that could run commands",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: prometheus
rules:
  - apiGroups: [""]
    resources:
      - nodes
      - nodes/proxy
        ^^^^^^^^^^^ ClusterRole "prometheus" may run commands in every container, through the kubelet.
      - services
    verbs: [get, list, watch]
`,
      fixed: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: prometheus
rules:
  - apiGroups: [""]
    resources:
      - nodes
      - nodes/metrics
      - services
      - nodes/stats
    verbs: [get, list, watch]
`,
    },
    {
      title: "It is taken away where the smaller rights are there",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: agent
rules:
  - apiGroups: [""]
    resources: [nodes/metrics, nodes/stats, nodes/proxy]
                                            ^^^^^^^^^^^ ClusterRole "agent" may run commands in every container, through the kubelet.
    verbs: [get]
`,
      fixed: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: agent
rules:
  - apiGroups: [""]
    resources: [nodes/metrics, nodes/stats]
    verbs: [get]
`,
    },
    {
      title: "Who may write through the proxy is told, and no edit can guess what for",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: agent
rules:
  - apiGroups: [""]
    resources: [nodes/proxy]
                ^^^^^^^^^^^ ClusterRole "agent" may run commands in every container, through the kubelet.
    verbs: ["*"]
`,
    },
    {
      title: "Metrics have a right of their own",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: prometheus
rules:
  - apiGroups: [""]
    resources: [nodes, nodes/metrics, nodes/stats]
    verbs: [get, list, watch]
`,
    },
  ],
});

const isOnlyRead = (rule: PolicyRule): boolean =>
  texts(rule, "resources").includes("nodes/proxy") && texts(rule, "verbs").every((it) => READ.includes(it));

/** The first proxy becomes the first of the smaller rights that is not there yet; the second is written at the end. */
function narrowed(rule: PolicyRule): readonly Change[] {
  const resources = texts(rule, "resources");
  const at = rule.at("resources", resources.indexOf("nodes/proxy"));
  const [first, second] = ["nodes/metrics", "nodes/stats"].filter((it) => !resources.includes(it));
  if (first === undefined) return [{ at, remove: true }];
  const change = { at, value: first };
  return second === undefined ? [change] : [change, { at: rule.at("resources", resources.length), value: second }];
}
