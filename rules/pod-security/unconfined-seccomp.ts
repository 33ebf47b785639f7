import type { Place } from "../model/place.ts";
import { confines } from "../model/profiles.ts";
import {
  isContainer,
  isOverridden,
  isPrivileged,
  overridden,
  podsAndContainers,
  type Secured,
  security,
  titleOf,
} from "../model/security-context.ts";
import { needsNoLinuxSettings } from "../model/windows.ts";
import { type Finding, rule } from "../rule.ts";

const PROFILE = "seccompProfile";

export default rule({
  id: "unconfined-seccomp",
  severity: "warning",
  summary: "A container must not switch seccomp off.",
  presets: ["recommended", "pod-security-baseline"],
  fixable: "review",
  why: `The runtime's seccomp profile refuses dozens of the kernel's system calls that hardly any program makes (\`mount\`, \`kexec_load\`, \`bpf\`, \`userfaultfd\`, new user namespaces).
Most holes in the kernel that led out of containers were reached through one of them.
\`Unconfined\` opens them all, even on nodes that confine by default.`,
  mend: `Set the type \`RuntimeDefault\`.
A process that needs a refused call fails with \`operation not permitted\` (\`EPERM\`), most often at the start; browsers that build their own sandbox, debuggers and nested containers do.
For those write a profile that allows that call as well, and name it by \`type: Localhost\`.`,
  leave: "Leave it where a process makes calls of that kind all the time and nobody will write it a profile.",

  on: podsAndContainers,
  *check(subject, { cluster }) {
    const { podSecurity, podSecurityLevel } = cluster;
    const isExact = podSecurityLevel !== undefined;
    if (isExact && podSecurity < 19) {
      yield* annotated(subject);
      return;
    }
    const pod = isContainer(subject) ? subject.pod : subject;
    if (podSecurityLevel !== "baseline" && needsNoLinuxSettings(pod, cluster)) return;
    if (!isExact && isContainer(subject) && isPrivileged(subject)) return;

    const profile = security(subject, PROFILE);
    if (!profile.exists || confines(profile)) return;
    if (!isExact && !isContainer(subject) && isOverridden(subject, [PROFILE], confines)) return;

    const type = profile.at("type");
    yield {
      at: type.exists ? type : profile,
      message: `${titleOf(subject)} is not confined by seccomp.`,
      see: overridden(subject, PROFILE, "type"),
      fixes: [
        {
          title: "Set the seccomp profile to RuntimeDefault",
          safety: "review",
          changes: () => [{ at: type, value: "RuntimeDefault" }],
        },
      ],
    };
  },

  examples: [
    {
      title: "A container opens what its pod closes",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: browser
spec:
  securityContext:
    seccompProfile:
      type: RuntimeDefault
            ~~~~~~~~~~~~~~ The container overrides this.
  containers:
    - name: browser
      image: ghcr.io/shop/browser:120
      securityContext:
        seccompProfile:
          type: Unconfined # for its sandbox
                ^^^^^^^^^^ Container "browser" is not confined by seccomp.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: browser
spec:
  securityContext:
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: browser
      image: ghcr.io/shop/browser:120
      securityContext:
        seccompProfile:
          type: RuntimeDefault # for its sandbox
`,
    },
    {
      title: "A pod opens it for all of its containers, and is told once",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext: { seccompProfile: { type: Unconfined } }
                                             ^^^^^^^^^^ Pod "web" is not confined by seccomp.
  containers:
    - name: web
      image: nginx:1.27
    - name: metrics
      image: ghcr.io/shop/metrics:1.0
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext: { seccompProfile: { type: RuntimeDefault } }
  containers:
    - name: web
      image: nginx:1.27
    - name: metrics
      image: ghcr.io/shop/metrics:1.0
`,
    },
    {
      title: "Before 1.19 Pod Security looked at annotations",
      podSecurity: 18,
      podSecurityLevel: "baseline",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    seccomp.security.alpha.kubernetes.io/pod: unconfined
                                              ^^^^^^^^^^ Pod "web" is not confined by seccomp.
    container.seccomp.security.alpha.kubernetes.io/web: docker/default
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
  annotations:
    seccomp.security.alpha.kubernetes.io/pod: runtime/default
    container.seccomp.security.alpha.kubernetes.io/web: docker/default
spec:
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "A profile of one's own confines",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: browser
spec:
  containers:
    - name: browser
      image: ghcr.io/shop/browser:120
      securityContext:
        seccompProfile:
          type: Localhost
          localhostProfile: profiles/browser.json
`,
    },
  ],
});

/** What the annotations that came before the field say of a pod or container. */
function* annotated(subject: Secured): Generator<Finding> {
  const annotation = annotationOf(subject);
  if (annotation === undefined) return;
  // An annotation of null is an empty one.
  const profile = annotation.exists ? annotation.string : "";
  if (profile === undefined || /^(?:runtime|docker)\/default$|^localhost\//.test(profile)) return;
  yield {
    at: annotation,
    message: `${titleOf(subject)} is not confined by seccomp.`,
    fixes: [
      {
        title: "Set the seccomp profile to runtime/default",
        safety: "review",
        changes: () => [{ at: annotation, value: "runtime/default" }],
      },
    ],
  };
}

function annotationOf(subject: Secured): Place | undefined {
  const name = isContainer(subject)
    ? `container.seccomp.security.alpha.kubernetes.io/${subject.at("name").string ?? ""}`
    : "seccomp.security.alpha.kubernetes.io/pod";
  const { place } = isContainer(subject) ? subject.pod : subject;
  return place.at("metadata", "annotations").children.find(({ step }) => step === name);
}
