import { BUILT_IN_WORKLOADS, pods } from "../model/pods.ts";
import type { Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "deprecated-service-account",
  severity: "info",
  summary: "A pod should name its account by serviceAccountName.",
  presets: ["recommended"],
  fixable: "safe",
  why: `\`serviceAccount\` is what the field was called at first, and is copied to \`serviceAccountName\` only where that says nothing.
Where both are written and differ, the pod runs as the one that few readers look for.
Policies, templates and people look at \`serviceAccountName\`.`,
  mend: `Write \`serviceAccountName\`: the API server stores the same pod.
Where both stand and differ, look which is meant: today it is \`serviceAccountName\`.`,
  leave:
    "There is no reason to leave it. Where both say the same, as the API server itself writes it, nothing is said.",

  on: pods,
  *check({ owner, spec }) {
    const old = spec.at("serviceAccount");
    const name = spec.at("serviceAccountName");
    if (!isDefaulted(owner) || old.string === undefined || old.string === "") return;
    if (name.string === old.string) return;

    const isIgnored = name.string !== undefined && name.string !== "";
    const account = old.string;
    yield {
      at: old.named,
      tag: "deprecated",
      severity: isIgnored ? "warning" : "info",
      message: isIgnored
        ? `The pod runs as "${name.string}", not as "${account}".`
        : `The account "${account}" is named by a field that is deprecated.`,
      fixes: [
        {
          title: isIgnored ? "Remove serviceAccount" : "Rename it to serviceAccountName",
          safety: "safe",
          changes: () => [{ at: old, remove: true }, ...(isIgnored ? [] : [{ at: name, value: account }])],
        },
      ],
    };
  },

  examples: [
    {
      title: "The field has had another name for many years",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccount: web
  ^^^^^^^^^^^^^^ The account "web" is named by a field that is deprecated.
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
  containers:
    - name: web
      image: nginx:1.27
  serviceAccountName: web
`,
    },
    {
      title: "Where both differ, the new name counts",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      serviceAccountName: default
      serviceAccount: web
      ^^^^^^^^^^^^^^ The pod runs as "default", not as "web".
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
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      serviceAccountName: default
      containers:
        - name: web
          image: nginx:1.27
`,
    },
    {
      title: "OpenShift knows the field by both names, too",
      bad: `
apiVersion: apps.openshift.io/v1
kind: DeploymentConfig
metadata:
  name: web
spec:
  selector: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      serviceAccount: web
      ^^^^^^^^^^^^^^ The account "web" is named by a field that is deprecated.
      containers:
        - name: web
          image: nginx:1.27
`,
      fixed: `
apiVersion: apps.openshift.io/v1
kind: DeploymentConfig
metadata:
  name: web
spec:
  selector: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: nginx:1.27
      serviceAccountName: web
`,
    },
    {
      title: "The API server writes both, alike",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccount: web
  serviceAccountName: web
  containers:
    - name: web
      image: nginx:1.27
`,
    },
  ],
});

/** Whether an API server copies the one field to the other, as OpenShift's does, too; kinds of operators are stored as they are written. */
const isDefaulted = ({ groupKind }: Resource): boolean =>
  BUILT_IN_WORKLOADS.has(groupKind) || groupKind === "apps.openshift.io/DeploymentConfig";
