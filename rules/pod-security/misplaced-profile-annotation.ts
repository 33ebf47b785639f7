import { APPARMOR_ANNOTATION, APPARMOR_FIELD_SINCE, profileField } from "../model/apparmor.ts";
import type { Change } from "../model/change.ts";
import { containersOf, type Pod, pods } from "../model/pods.ts";
import { effective, security } from "../model/security-context.ts";
import { ifKnown } from "../model/unknowable.ts";
import { rule } from "../rule.ts";

const SECCOMP_ANNOTATION = /^(?:container\.)?seccomp\.security\.alpha\.kubernetes\.io\//;

export default rule({
  id: "misplaced-profile-annotation",
  severity: "error",
  summary: "A profile for a pod must not be named on the workload that makes the pod.",
  presets: ["recommended"],
  fixable: "review",
  why: `Annotations of a Deployment stay with the Deployment: its pods have those of its template only.
An AppArmor or seccomp profile that is named there confines nobody, and whoever reads the manifest believes that it does.`,
  mend: `Name the profile in the container's \`securityContext\`, by \`appArmorProfile\` or \`seccompProfile\`.
It takes effect by that for the first time: a process that does what the profile forbids fails with \`permission denied\`.`,
  leave: "Leave it nowhere: nobody reads it there.",

  on: pods,
  *check(pod, { cluster }) {
    // Where a workload has several templates, it is told once.
    if (pod.isBare || pod.isPart || pods(pod.owner)[0] !== pod) return;
    const { owner } = pod;
    for (const annotation of owner.at("metadata", "annotations").children) {
      const key = String(annotation.step);
      const isSeccomp = SECCOMP_ANNOTATION.test(key);
      if (!isSeccomp && !key.startsWith(APPARMOR_ANNOTATION)) continue;
      const profile = ifKnown(() => annotation.string, undefined);
      const changes = ifKnown(() => moved(pod, key, profile, isSeccomp, cluster.kubernetes), []);
      yield {
        at: annotation.named,
        message: `${owner.kind} "${owner.name}" names a profile where its pods do not see it.`,
        fixes: [
          {
            title: changes.length > 0 ? "Move the profile to the security context" : "Remove the annotation",
            safety: "review",
            changes: () => [{ at: annotation, remove: true }, ...changes],
          },
        ],
      };
    }
  },

  examples: [
    {
      title: "The annotation of a Deployment is not that of its pods",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    container.apparmor.security.beta.kubernetes.io/web: runtime/default
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Deployment "web" names a profile where its pods do not see it.
    seccomp.security.alpha.kubernetes.io/pod: runtime/default
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Deployment "web" names a profile where its pods do not see it.
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
          securityContext:
            appArmorProfile:
              type: RuntimeDefault
      securityContext:
        seccompProfile:
          type: RuntimeDefault
`,
    },
    {
      title: "What the security context says already is not written again",
      bad: `
apiVersion: batch/v1
kind: Job
metadata:
  name: load
  annotations:
    container.apparmor.security.beta.kubernetes.io/load: localhost/load
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Job "load" names a profile where its pods do not see it.
spec:
  template:
    spec:
      restartPolicy: Never
      securityContext:
        appArmorProfile:
          type: RuntimeDefault
      containers:
        - name: load
          image: registry.example.com/shop/load:3.1
`,
      fixed: `
apiVersion: batch/v1
kind: Job
metadata:
  name: load
spec:
  template:
    spec:
      restartPolicy: Never
      securityContext:
        appArmorProfile:
          type: RuntimeDefault
      containers:
        - name: load
          image: registry.example.com/shop/load:3.1
`,
    },
    {
      title: "On the template and on a Pod the annotation counts",
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    example.com/team: shop
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
      annotations:
        container.apparmor.security.beta.kubernetes.io/web: runtime/default
    spec:
      containers:
        - name: web
          image: nginx:1.27
`,
    },
  ],
});

/** What it takes to say in a security context what an annotation says; nothing, if that is said already or confines nobody. Throws `unknowable`. */
function moved(
  pod: Pod,
  key: string,
  profile: string | undefined,
  isSeccomp: boolean,
  kubernetes: number,
): readonly Change[] {
  const field = profileField(isSeccomp && profile === "docker/default" ? "runtime/default" : profile);
  const name = key.slice(key.indexOf("/") + 1);
  if (field === undefined || (!isSeccomp && kubernetes < APPARMOR_FIELD_SINCE)) return [];
  const fieldName = isSeccomp ? "seccompProfile" : "appArmorProfile";
  const container = containersOf(pod).find((it) => it.name === name);
  const isForPod = isSeccomp && key.startsWith("seccomp");
  if (isForPod) {
    const at = security(pod, fieldName);
    return at.exists ? [] : [{ at, value: { ...field } }];
  }
  if (container === undefined || effective(container, fieldName).exists) return [];
  return [{ at: security(container, fieldName), value: { ...field } }];
}
