import { isNamed, named, policyRules, quoted, titleOf } from "../model/rbac.ts";
import { rule } from "../rule.ts";

/** Until this version, `get` was enough to open a WebSocket. Source: the feature gate AuthorizePodWebsocketUpgradeCreatePermission. */
const CREATE_IS_ASKED_FOR = 35;

export default rule({
  id: "pod-exec",
  severity: "warning",
  summary: "A role should not open running containers, except for people who must.",
  presets: ["recommended"],
  replaces: ["wildcard-verb"],
  why: `With \`pods/exec\` one runs any command in a container, with \`pods/attach\` one takes over the terminal of its process, with \`pods/ephemeralcontainers\` one puts an image of one's own beside it.
Each gives the pod's token, its mounted Secrets and its place in the network; in a privileged pod, the node.
What is done there stands in no manifest and no image, and the audit log keeps only that a session was opened.`,
  mend: `Take it out of the roles of machines: a probe, a Job or an init container does what a script does by \`exec\`.
People get it by a binding of its own, for one namespace and for a while.`,
  leave: `Leave it for what works by \`exec\` (some backup tools, CI runners that start a pod for each job), in a Role of the namespace where it works.
Nothing is said of pods that are named by \`resourceNames\`.
In a ClusterRole it opens the pods of the control plane, too, and is an error.
Before Kubernetes 1.35, \`get\` was enough to open a session by WebSocket, and is reported for those versions.`,

  on: policyRules,
  *check(rule, { cluster: { kubernetes } }) {
    if (isNamed(rule)) return;
    const sessions = kubernetes < CREATE_IS_ASKED_FOR ? ["create", "get"] : ["create"];
    const opened = [
      ...named(rule, { group: "", resources: ["pods/exec", "pods/attach"], verbs: sessions }),
      ...named(rule, { group: "", resources: ["pods/ephemeralcontainers"], verbs: ["update", "patch"] }),
    ];
    const [first] = opened;
    if (first === undefined) return;

    yield {
      at: first,
      severity: rule.isClusterWide ? "error" : "warning",
      message: `${titleOf(rule.role)} opens running containers${rule.isClusterWide ? " in every namespace" : ""}, by ${quoted(opened.map((it) => it.shown))}.`,
    };
  },

  examples: [
    {
      title: "Who may run commands in any pod is any pod",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: support
rules:
  - apiGroups: [""]
    resources: [pods, pods/log, pods/exec, pods/attach]
                                ^^^^^^^^^ ClusterRole "support" opens running containers in every namespace, by "pods/exec" and "pods/attach".
    verbs: [get, list, create]
`,
    },
    {
      title: "A debug container is a way in as well",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: support
  namespace: shop
rules:
  - apiGroups: [""]
    resources: [pods/ephemeralcontainers]
                ^^^^^^^^^^^^^^^^^^^^^^^^ Role "support" opens running containers, by "pods/ephemeralcontainers".
    verbs: [patch]
`,
    },
    {
      title: "On an older cluster, a WebSocket needs only get",
      kubernetes: 34,
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: support
  namespace: shop
rules:
  - apiGroups: [""]
    resources: [pods/exec]
                ^^^^^^^^^ Role "support" opens running containers, by "pods/exec".
    verbs: [get]
`,
    },
    {
      title: "To see pods and their logs opens nothing",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: support
rules:
  - apiGroups: [""]
    resources: [pods, pods/log]
    verbs: [get, list, watch]
  - apiGroups: [""]
    resources: [pods/exec]
    resourceNames: [toolbox-0]
    verbs: [create]
`,
    },
  ],
});
