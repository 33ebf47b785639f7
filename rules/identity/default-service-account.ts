import { namesAccount, talksToServer } from "../model/api-clients.ts";
import { pods } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "default-service-account",
  severity: "info",
  summary: "A pod that talks to the API server should have a ServiceAccount of its own.",
  presets: ["strict"],
  why: `All pods that name no account share their namespace's \`default\`, and every right that anybody ever gives to it.
The audit log cannot tell them apart, nor can Vault, a mesh or a cloud that knows them by their account.`,
  mend: `Make a ServiceAccount for the workload and name it in \`serviceAccountName\`; what was bound to \`default\` for its sake must be bound to that.
A pod that does not talk to the API server says \`automountServiceAccountToken: false\`, and needs none.`,
  leave: `Leave it in a namespace that holds one workload and nothing else.
Nothing is said of a pod that does not seem to use its token: that it carries one is told by a rule of its own.`,

  on: pods,
  *check(pod) {
    const name = pod.spec.at("serviceAccountName");
    if (namesAccount(pod) || pod.spec.at("automountServiceAccountToken").value === false) return;
    if (!talksToServer(pod)) return;

    yield {
      at: name.exists ? name : name.underline(pod.owner.place.span),
      message: `${titleOf(pod)} speaks to the API server as the default ServiceAccount.`,
    };
  },

  examples: [
    {
      title: "It wants a token, and takes everybody's",
      bad: `
apiVersion: batch/v1
kind: Job
metadata:
  name: restart
        ^^^^^^^ Job "restart" speaks to the API server as the default ServiceAccount.
spec:
  template:
    spec:
      automountServiceAccountToken: true
      restartPolicy: Never
      containers:
        - name: restart
          image: registry.example.com/tools:3.1
          command: [kubectl, rollout, restart, deployment/web]
`,
    },
    {
      title: "To name the default is to name none",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: default
                      ^^^^^^^ Pod "web" speaks to the API server as the default ServiceAccount.
  containers:
    - name: web
      image: registry.example.com/shop/ingress-controller:3.1
`,
    },
    {
      title: "An account of its own, or no token at all",
      good: `
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Pod
    metadata:
      name: operator
    spec:
      serviceAccountName: operator
      containers:
        - name: operator
          image: registry.example.com/shop/operator:3.1
  - apiVersion: v1
    kind: Pod
    metadata:
      name: web
    spec:
      automountServiceAccountToken: false
      containers:
        - name: web
          image: registry.example.com/shop/ingress-controller:3.1
  - apiVersion: v1
    kind: Pod
    metadata:
      name: page
    spec:
      containers:
        - name: page
          image: nginx:1.27
`,
    },
  ],
});
