import type { Change } from "../model/change.ts";
import { isSelected } from "../model/label-selector.ts";
import type { Place } from "../model/place.ts";
import { kind, type Resource } from "../model/resource.ts";
import { valueOrName } from "../model/security-context.ts";
import { type Finding, rule } from "../rule.ts";

export default rule({
  id: "mismatched-selector",
  severity: "error",
  summary: "A workload should select the pods that it makes.",
  presets: ["recommended"],
  fixable: "review",
  why: `A controller finds its pods again by its selector.
One that does not select the labels of its own template would make pods without end, and so the API server refuses it, as it does a workload without a selector.`,
  mend: `Write the same labels in \`spec.selector.matchLabels\` and in the template's \`metadata.labels\`; the template may have more.
The selector of a workload that exists cannot be changed: if it is the selector that is wrong, the workload must be deleted and made anew.
Services and NetworkPolicies go by the labels, too.`,
  leave:
    "Leave it where a tool adds the same labels to both before anything is applied (Kustomize's `labels` with `includeSelectors`).",

  on: kind(
    "apps/Deployment",
    "apps/StatefulSet",
    "apps/DaemonSet",
    "apps/ReplicaSet",
    "ReplicationController",
    "apps.openshift.io/DeploymentConfig",
  ),
  *check(workload) {
    const selector = workload.at("spec", "selector");
    const template = workload.at("spec", "template");
    if (!template.exists) return;
    const labels = template.at("metadata", "labels");
    // Where neither is written, Kustomize or another text adds both.
    if (!selector.exists && !labels.exists) return;
    const isOld = workload.group !== "apps";
    const wanted = isOld ? selector : selector.at("matchLabels");
    if (wanted.children.some((it) => it.string === undefined)) return;
    if (isOld) {
      // These kinds have labels for a selector, and take the template's where none are written.
      if (wrongIn(wanted, labels).length > 0) yield mismatch(workload, selector, wanted, labels);
    } else if (!selector.exists && isLeftToOthers(workload, labels)) return;
    else if (!selector.exists || isEmpty(selector)) yield unselecting(workload, selector, labels);
    else if (!isSelected(selector, labels)) yield mismatch(workload, selector, wanted, labels);
  },

  examples: [
    {
      title: "The label was renamed in one place only",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
           ^^^ Deployment "web" does not select its own pods, and the API server refuses it.
  template:
    metadata:
      labels:
      ~~~~~~ These are the labels of its pods.
        app: shop
        tier: front
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
        tier: front
    spec:
      containers:
        - name: web
          image: nginx:1.27
`,
    },
    {
      title: "Since apps/v1 a selector must be written",
      bad: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
        ^^^^^ DaemonSet "agent" selects no pods, and the API server refuses it.
spec:
  template:
    metadata:
      labels:
        app: agent
    spec:
      containers:
        - name: agent
          image: registry.example.com/shop/agent:3.1
          args: [--verbose]
`,
      fixed: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  template:
    metadata:
      labels:
        app: agent
    spec:
      containers:
        - name: agent
          image: registry.example.com/shop/agent:3.1
          args: [--verbose]
  selector:
    matchLabels:
      app: agent
`,
    },
    {
      title: "A selector of nothing but labels is held to the same",
      bad: `
apiVersion: v1
kind: ReplicationController
metadata:
  name: web
spec:
  selector:
    app: web
         ^^^ ReplicationController "web" does not select its own pods, and the API server refuses it.
  template:
    metadata:
      labels:
      ~~~~~~ These are the labels of its pods.
        app: shop
    spec:
      containers:
        - name: web
          image: nginx:1.27
`,
      fixed: `
apiVersion: v1
kind: ReplicationController
metadata:
  name: web
spec:
  selector:
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
    },
    {
      title: "A ReplicationController selects what it makes where nothing is said",
      good: `
apiVersion: v1
kind: ReplicationController
metadata:
  name: web
spec:
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.27
`,
    },
    {
      title: "A selector may have expressions, and pods more labels",
      good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  selector:
    matchLabels: { app: db }
    matchExpressions:
      - { key: tier, operator: In, values: [back, store] }
      - { key: legacy, operator: DoesNotExist }
  template:
    metadata:
      labels: { app: db, tier: store, version: v17 }
    spec:
      containers:
        - name: db
          image: postgres:17.2
`,
    },
    {
      title: "A patch, and a base to which a tool adds labels, leave both to others",
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          args: [--verbose]
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  replicas: 2
  template:
    spec:
      containers:
        - name: api
          image: registry.example.com/shop/api:3.1
          args: [--verbose]
`,
    },
    {
      title: "Kustomize adds the labels that name the pods, and their selector",
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: profiles
spec:
  template:
    metadata:
      labels:
        sidecar.istio.io/inject: "false"
    spec:
      containers:
        - name: profiles
          image: registry.example.com/shop/profiles:3.1
`,
    },
  ],
});

type Labels = Readonly<Record<string, string>>;

function unselecting(workload: Resource, selector: Place, labels: Place): Finding {
  const at = selector.exists ? selector.named : valueOrName(workload, selector);
  const message = `${workload.kind} "${workload.name}" selects no pods, and the API server refuses it.`;
  if (!labels.exists) return { at, message };
  const changes = () => [{ at: selector.at("matchLabels"), value: labels.value as Labels }];
  return { at, message, fixes: [{ title: "Select the template's labels", safety: "review", changes }] };
}

function mismatch(workload: Resource, selector: Place, wanted: Place, labels: Place): Finding {
  const wrong = wrongIn(wanted, labels);
  const [first] = wrong;
  const changes = (): readonly Change[] =>
    wrong.flatMap((it) => (it.string === undefined ? [] : [{ at: labels.at(it.step ?? ""), value: it.string }]));
  return {
    at: first ?? selector.named,
    message: `${workload.kind} "${workload.name}" does not select its own pods, and the API server refuses it.`,
    see: labels.exists ? [{ at: labels, message: "These are the labels of its pods." }] : [],
    ...(first !== undefined && { fixes: [{ title: "Label the pods as selected", safety: "review", changes }] }),
  };
}

/** Whether another adds the selector: the API server did before apps/v1beta2, and Kustomize does with the labels that name the pods. */
const isLeftToOthers = ({ version }: Resource, labels: Place): boolean =>
  version === "v1beta1" || (labels.exists && labels.children.every(({ step }) => String(step).includes("/")));

const wrongIn = (wanted: Place, labels: Place): readonly Place[] =>
  wanted.children.filter((it) => labels.at(it.step ?? "").value !== it.value);

const isEmpty = (selector: Place): boolean =>
  ["matchLabels", "matchExpressions"].every((it) => Object.keys(selector.at(it).value ?? {}).length === 0);
