import { component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unrevocable-token",
  severity: "warning",
  summary: "The API server should ask whether a service account's token is still good.",
  presets: ["recommended"],
  fixable: "review",
  why: `Without the lookup, a token is good as long as its signature is.
When one has leaked, to delete its Secret, its pod or the whole service account then changes nothing: the thief stays in, with a token of the old kind for ever.`,
  mend: `Set \`--service-account-lookup=true\`, or remove the flag: that is the default.
Tokens whose service account, pod or Secret is gone are refused from then on, as they should be.`,
  leave: `Leave it nowhere.`,

  on: component("kube-apiserver"),
  *check(server) {
    const lookup = server.setting("service-account-lookup");
    if (lookup.text !== "false") return;

    yield {
      at: lookup.at,
      message: `${server.title} takes tokens of service accounts that were deleted.`,
      fixes: [{ title: "Look each token up", safety: "review", changes: () => lookup.put("true") }],
    };
  },

  examples: [
    {
      title: "A token outlives its service account",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
        - --service-account-lookup=false
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server takes tokens of service accounts that were deleted.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
        - --service-account-lookup=true
`,
    },
    {
      title: "It is looked up by default, and a switch takes no word behind it",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --service-account-lookup
        - --v
        - 2
`,
    },
  ],
});
