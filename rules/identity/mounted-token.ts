import { namesAccount, scalesRay, talksToServer } from "../model/api-clients.ts";
import { type Container, containersOf, pods } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "mounted-token",
  severity: "info",
  summary: "A pod that does not talk to the API server should not carry a token for it.",
  presets: ["recommended"],
  fixable: "review",
  why: `Kubernetes puts a token of the pod's ServiceAccount into every container that does not refuse it.
Whoever can read one file in the container (a path traversal is enough) then speaks to the API server as that account: sees what it may see, and has every right that anyone ever binds to the namespace's \`default\` account or to all accounts.
Most workloads never use the token.`,
  mend: `Set \`automountServiceAccountToken: false\` in the pod's spec.
A process that does talk to the API server then fails when it looks for \`/var/run/secrets/kubernetes.io/serviceaccount/token\`: give it a ServiceAccount of its own instead, with only the rights that it needs, and this rule is silent.`,
  leave:
    "Leave it where the namespace's `default` ServiceAccount says `automountServiceAccountToken: false` itself, which this manifest does not show.",

  on: pods,
  *check(pod) {
    const automount = pod.spec.at("automountServiceAccountToken");
    if (automount.value === false || namesAccount(pod) || containersOf(pod).length === 0) return;
    if (talksToServer(pod) || scalesRay(pod) || containersOf(pod).some(mountsToken)) return;

    yield {
      at: automount.exists ? automount : automount.underline(pod.owner.place.span),
      message: `${titleOf(pod)} carries a token of the default ServiceAccount.`,
      fixes: [
        {
          title: "Set automountServiceAccountToken to false",
          safety: "review",
          changes: () => [{ at: automount, value: false }],
        },
      ],
    };
  },

  examples: [
    {
      title: "Nobody asked for the token that every container gets",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
        ^^^ Deployment "web" carries a token of the default ServiceAccount.
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.27
`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.27
      automountServiceAccountToken: false
`,
    },
    {
      title: "To ask for the token gives the default account no purpose",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  automountServiceAccountToken: true
                                ^^^^ Pod "web" carries a token of the default ServiceAccount.
  serviceAccountName: default
  containers:
    - name: web
      image: nginx:1.27
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  automountServiceAccountToken: false
  serviceAccountName: default
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "Who has an account of its own wants its token",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: operator
spec:
  serviceAccountName: operator
  containers:
    - name: operator
      image: registry.example.com/shop/operator:3.1
`,
    },
    {
      title: "A controller works on the cluster, even if nobody has made it an account",
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ingress
spec:
  selector:
    matchLabels:
      app: ingress
  template:
    metadata:
      labels:
        app: ingress
    spec:
      containers:
        - name: nginx
          image: registry.example.com/ingress/nginx-ingress-controller:1.12
`,
    },
    {
      title: "A call of kubectl says what the token is for",
      good: `
apiVersion: batch/v1
kind: Job
metadata:
  name: restart
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: restart
          image: registry.example.com/tools:3.1
          command: [kubectl, rollout, restart, deployment/web]
`,
    },
    {
      title: "The head of a Ray cluster that scales itself asks the API server for workers",
      good: `
apiVersion: ray.io/v1
kind: RayCluster
metadata:
  name: learn
spec:
  enableInTreeAutoscaling: true
  headGroupSpec:
    template:
      spec:
        containers:
          - name: head
            image: rayproject/ray:2.52.0
`,
    },
    {
      title: "One that does not scale itself has nothing to ask",
      bad: `
apiVersion: ray.io/v1
kind: RayCluster
metadata:
  name: learn
        ^^^^^ RayCluster "learn" carries a token of the default ServiceAccount.
spec:
  headGroupSpec:
    template:
      spec:
        containers:
          - name: head
            image: rayproject/ray:2.52.0
`,
      fixed: `
apiVersion: ray.io/v1
kind: RayCluster
metadata:
  name: learn
spec:
  headGroupSpec:
    template:
      spec:
        containers:
          - name: head
            image: rayproject/ray:2.52.0
        automountServiceAccountToken: false
`,
    },
  ],
});

/** Whether a container brings its own token to the place where clients look for it. */
const mountsToken = (container: Container): boolean =>
  container
    .at("volumeMounts")
    .children.some((it) => it.at("mountPath").string?.startsWith("/var/run/secrets/kubernetes.io/serviceaccount"));
