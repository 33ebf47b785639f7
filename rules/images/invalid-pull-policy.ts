import { Proposal } from "../model/change.ts";
import { imageUses } from "../model/image-uses.ts";
import { PULL_POLICIES } from "../model/pull-policy.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "invalid-pull-policy",
  severity: "error",
  summary: "A pull policy must be `Always`, `IfNotPresent` or `Never`.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server refuses a pod whose pull policy it does not know, letter for letter: \`Unsupported value: "ifNotPresent"\`.
A Deployment with such a template is refused, too, so the release does not go out.`,
  mend: "Write it as Kubernetes does, or remove it: the default is `Always` for `latest`, and `IfNotPresent` for every other tag.",
  leave: "Leave it only where a tool of your own reads this text and writes another policy.",

  on: imageUses,
  *check({ pullPolicy }) {
    const written = pullPolicy.string;
    if (written === undefined || written === "" || PULL_POLICIES.some((it) => it === written)) return;

    const meant = PULL_POLICIES.find((it) => it.toLowerCase() === written.toLowerCase().replace(/[^a-z]/g, ""));
    yield {
      at: pullPolicy,
      message: `"${written}" is no pull policy.`,
      fixes: [
        meant === undefined
          ? {
              title: "Write a pull policy",
              safety: "choice",
              changes: () => [{ at: pullPolicy, value: new Proposal("IfNotPresent") }],
            }
          : { title: `Write ${meant}`, safety: "review", changes: () => [{ at: pullPolicy, value: meant }] },
      ],
    };
  },

  examples: [
    {
      title: "A policy is refused unless it is written as Kubernetes does",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: migrate
      image: registry.example.com/shop/migrate:3.1
      imagePullPolicy: "always"
                       ^^^^^^^^ "always" is no pull policy.
  containers:
    - name: web
      image: nginx:1.27
      imagePullPolicy: if-not-present
                       ^^^^^^^^^^^^^^ "if-not-present" is no pull policy.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: migrate
      image: registry.example.com/shop/migrate:3.1
      imagePullPolicy: "Always"
  containers:
    - name: web
      image: nginx:1.27
      imagePullPolicy: IfNotPresent
`,
    },
    {
      title: "What is meant by another word only its author knows",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      imagePullPolicy: Sometimes
                       ^^^^^^^^^ "Sometimes" is no pull policy.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      imagePullPolicy: IfNotPresent
`,
    },
    {
      title: "An empty policy is filled in",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      imagePullPolicy: ""
    - name: proxy
      image: nginx:1.27
      imagePullPolicy: Never
`,
    },
  ],
});
