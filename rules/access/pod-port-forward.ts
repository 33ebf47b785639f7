import { named, policyRules, quoted, titleOf, WRITE } from "../model/rbac.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "pod-port-forward",
  severity: "warning",
  summary: "A role should not open the ports of pods past the network's rules.",
  presets: ["strict"],
  replaces: ["wildcard-verb"],
  why: `\`pods/portforward\`, \`pods/proxy\` and \`services/proxy\` lead through the API server and the kubelet to any port of a pod, also to those that listen on localhost alone.
No NetworkPolicy and no mesh is asked, so a database without a password or an admin page is open to all who have the right.
By the proxies a plain \`get\` is enough, and it may call what changes things.`,
  mend: `Give it to people in the namespace that they work on, by a RoleBinding.
Monitoring that scrapes by \`services/proxy\` reaches its targets by their Service, with a NetworkPolicy that lets it in.`,
  leave:
    "Leave it for developers in a namespace of their own, and for dashboards that show what they reach by the API server's proxy.",

  on: policyRules,
  *check(rule) {
    const opened = [
      ...named(rule, { group: "", resources: ["pods/portforward"], verbs: ["create"] }),
      ...named(rule, {
        group: "",
        resources: ["pods/proxy", "services/proxy"],
        verbs: ["get", ...WRITE, "delete"],
      }),
    ];
    const [first] = opened;
    if (first === undefined) return;

    yield {
      at: first,
      message: `${titleOf(rule.role)} reaches any port of ${rule.isClusterWide ? "any pod" : "its namespace's pods"}, by ${quoted(opened.map((it) => it.shown))}.`,
    };
  },

  examples: [
    {
      title: "The API server's proxy asks no NetworkPolicy",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: monitoring
rules:
  - apiGroups: [""]
    resources: [services, services/proxy]
                          ^^^^^^^^^^^^^^ ClusterRole "monitoring" reaches any port of any pod, by "services/proxy".
    verbs: [get, list]
`,
    },
    {
      title: "Nor does a forwarded port",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: developer
  namespace: shop
rules:
  - apiGroups: [""]
    resources: [pods/portforward]
                ^^^^^^^^^^^^^^^^ Role "developer" reaches any port of its namespace's pods, by "pods/portforward".
    verbs: [create]
`,
    },
    {
      title: "To know of Services opens none",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: monitoring
rules:
  - apiGroups: [""]
    resources: [pods, services, endpoints]
    verbs: [get, list, watch]
`,
    },
  ],
});
