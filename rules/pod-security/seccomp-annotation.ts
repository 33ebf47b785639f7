import type { Change } from "../model/change.ts";
import type { Place } from "../model/place.ts";
import { containersOf, type Pod, pods } from "../model/pods.ts";
import { security, takesPodContext, titleOf } from "../model/security-context.ts";
import { ifKnown } from "../model/unknowable.ts";
import { type Finding, rule } from "../rule.ts";

const FOR_POD = "seccomp.security.alpha.kubernetes.io/pod";
const FOR_CONTAINER = "container.seccomp.security.alpha.kubernetes.io/";

/** Since this version nobody reads the annotations. */
const IGNORED_SINCE = 27;

export default rule({
  id: "seccomp-annotation",
  severity: "error",
  summary: "A seccomp profile must be named in the security context, not in an annotation.",
  presets: ["recommended"],
  fixable: "review",
  why: `Kubernetes has ignored the annotations \`seccomp.security.alpha.kubernetes.io/pod\` and \`container.seccomp.security.alpha.kubernetes.io/…\` since 1.27.
A pod that names its profile there runs without any: every system call of the kernel is open to whoever takes over its process, and the manifest says that it is not.`,
  mend: `Name the profile in \`securityContext.seccompProfile\`: \`runtime/default\` is the type \`RuntimeDefault\` there, \`localhost/name\` the type \`Localhost\` with \`localhostProfile: name\`.
The profile takes effect again by that: a process that makes a refused call fails with \`operation not permitted\`.`,
  leave: "Leave it beside the field for clusters older than 1.19, which know nothing else.",

  on: pods,
  *check(pod, { cluster }) {
    if (cluster.kubernetes < IGNORED_SINCE) return;
    for (const annotation of pod.place.at("metadata", "annotations").children) {
      const key = String(annotation.step);
      if (key === FOR_POD) yield ignored(pod, annotation, security(pod, "seccompProfile"));
      if (!key.startsWith(FOR_CONTAINER)) continue;
      const container = containersOf(pod).find((it) => it.name === key.slice(FOR_CONTAINER.length));
      yield ignored(pod, annotation, container && security(container, "seccompProfile"));
    }
  },

  examples: [
    {
      title: "An annotation confines nobody any more",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    seccomp.security.alpha.kubernetes.io/pod: runtime/default
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Pod "web" names a seccomp profile in an annotation, which Kubernetes ignores.
spec:
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
  securityContext:
    seccompProfile:
      type: RuntimeDefault
`,
    },
    {
      title: "A profile of one's own moves to its container",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.seccomp.security.alpha.kubernetes.io/web: localhost/profiles/web.json
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Pod "web" names a seccomp profile in an annotation, which Kubernetes ignores.
    container.seccomp.security.alpha.kubernetes.io/gone: runtime/default
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Pod "web" names a seccomp profile in an annotation, which Kubernetes ignores.
spec:
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
      securityContext:
        seccompProfile:
          type: Localhost
          localhostProfile: profiles/web.json
`,
    },
    {
      title: "Beside the field it only misleads, and so it does where it confines nothing",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    seccomp.security.alpha.kubernetes.io/pod: docker/default
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Pod "web" names a seccomp profile in an annotation, which Kubernetes ignores.
    container.seccomp.security.alpha.kubernetes.io/web: unconfined
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Pod "web" names a seccomp profile in an annotation, which Kubernetes ignores.
spec:
  securityContext:
    seccompProfile:
      type: RuntimeDefault
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
  securityContext:
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "Before 1.27 it counted",
      kubernetes: 26,
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    seccomp.security.alpha.kubernetes.io/pod: runtime/default
spec:
  containers:
    - name: web
      image: nginx:1.27
`,
    },
  ],
});

/** An annotation without effect: an error if it is all that would confine, else a remnant. */
function ignored(pod: Pod, annotation: Place, field: Place | undefined): Finding {
  const profile = fieldOf(ifKnown(() => annotation.string, undefined));
  const isMovable = ifKnown(() => field !== undefined && profile !== undefined && !field.exists, false);
  const changes = (): readonly Change[] => [
    { at: annotation, remove: true },
    ...(isMovable && field && profile ? [{ at: field, value: profile }] : []),
  ];
  const title = isMovable ? "Move the seccomp profile to the security context" : "Remove the annotation";
  const isTaken = !isMovable || takesPodContext(pod);
  return {
    at: annotation.named,
    message: `${titleOf(pod)} names a seccomp profile in an annotation, which Kubernetes ignores.`,
    ...(!isMovable && { severity: "info", tag: "unnecessary" }),
    fixes: isTaken ? [{ title, safety: "review", changes }] : [],
  };
}

/** What an annotation says, as the field says it; `undefined` for what confines nothing. */
function fieldOf(profile: string | undefined) {
  if (profile === "runtime/default" || profile === "docker/default") return { type: "RuntimeDefault" };
  const path = /^localhost\/(.+)$/.exec(profile ?? "")?.[1];
  return path === undefined ? undefined : { type: "Localhost", localhostProfile: path };
}
