import type { Change, Writable } from "../model/change.ts";
import type { Place } from "../model/place.ts";
import { containersOf, type Pod } from "../model/pods.ts";
import { isContainer, podsAndContainers, type Secured, security, titleOf } from "../model/security-context.ts";
import { type Fix, rule } from "../rule.ts";

/** Where a field belongs: in the security context of pods, of containers or of both, or in the pod's spec. */
type Home = "pod" | "container" | "either" | "spec";

/** The fields that matter for security and are easily written one level too high or too low. */
const HOMES: ReadonlyMap<string, Home> = new Map([
  ...[
    "fsGroup",
    "fsGroupChangePolicy",
    "seLinuxChangePolicy",
    "supplementalGroups",
    "supplementalGroupsPolicy",
    "sysctls",
  ].map((it) => [it, "pod"] as const),
  ...["allowPrivilegeEscalation", "capabilities", "privileged", "procMount", "readOnlyRootFilesystem"].map(
    (it) => [it, "container"] as const,
  ),
  ...[
    "appArmorProfile",
    "runAsGroup",
    "runAsNonRoot",
    "runAsUser",
    "seccompProfile",
    "seLinuxOptions",
    "windowsOptions",
  ].map((it) => [it, "either"] as const),
  ...["automountServiceAccountToken", "hostIPC", "hostNetwork", "hostPID", "hostUsers", "shareProcessNamespace"].map(
    (it) => [it, "spec"] as const,
  ),
]);

/** What takes a defence away where it has an effect: to move it would make things worse. */
const HARMFUL: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["allowPrivilegeEscalation", true],
  ["automountServiceAccountToken", true],
  ["hostIPC", true],
  ["hostNetwork", true],
  ["hostPID", true],
  ["hostUsers", true],
  ["privileged", true],
  ["procMount", "Unmasked"],
  ["readOnlyRootFilesystem", false],
  ["runAsNonRoot", false],
  ["runAsUser", 0],
  ["shareProcessNamespace", true],
]);

export default rule({
  id: "misplaced-security-field",
  severity: "error",
  summary: "A security setting must stand where Kubernetes looks for it.",
  presets: ["recommended"],
  fixable: "safe",
  why: `A field that Kubernetes does not know at its place is dropped: by \`kubectl\` with an error or a warning, by most other clients without a word.
Whoever reads the manifest then takes a container for bound that is not: \`capabilities\` and \`readOnlyRootFilesystem\` below the pod's \`securityContext\` bind nobody, \`runAsNonRoot\` right below \`spec\` refuses no root, \`automountServiceAccountToken: false\` in a container keeps the token mounted.`,
  mend: `Move the field to where it belongs: what a container may do (\`privileged\`, \`capabilities\`, \`allowPrivilegeEscalation\`, \`readOnlyRootFilesystem\`, \`procMount\`) to each container's \`securityContext\`, what concerns the pod's volumes and kernel parameters (\`fsGroup\`, \`supplementalGroups\`, \`sysctls\`) to the pod's \`securityContext\`, and \`hostNetwork\` and its like to \`spec\`.
It takes effect then for the first time, so see the page of the rule that asks for it for what may stop working.
A field that would only take a defence away is removed instead, which changes nothing.`,
  leave: "Leave it nowhere: what stands there has no effect.",

  on: podsAndContainers,
  *check(subject) {
    const pod = isContainer(subject) ? subject.pod : subject;
    if (pod.isPart) return;
    const own = isContainer(subject) ? subject.place : subject.spec;
    for (const [field, home] of HOMES) {
      const misplaced = [own.at(field), security(subject, field)].filter((at) => isMisplaced(at, home, subject));
      for (const at of misplaced) {
        yield {
          at: at.named,
          message: `${titleOf(subject)} says "${field}" where Kubernetes does not look for it.`,
          fixes: [mended(at, field, home, subject)],
        };
      }
    }
  },

  examples: [
    {
      title: "Capabilities are a container's, not a pod's",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: true
    readOnlyRootFilesystem: true
    ^^^^^^^^^^^^^^^^^^^^^^ Pod "web" says "readOnlyRootFilesystem" where Kubernetes does not look for it.
    capabilities:
    ^^^^^^^^^^^^ Pod "web" says "capabilities" where Kubernetes does not look for it.
      drop: [ALL]
  containers:
    - name: web
      image: nginx:1.27
    - name: proxy
      image: envoyproxy/envoy:v1.31.0
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: true
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        readOnlyRootFilesystem: true
        capabilities:
          drop:
            - ALL
    - name: proxy
      image: envoyproxy/envoy:v1.31.0
      securityContext:
        readOnlyRootFilesystem: true
        capabilities:
          drop:
            - ALL
`,
    },
    {
      title: "A group for volumes is the pod's, not a container's",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  automountServiceAccountToken: false
  containers:
    - name: web
      image: nginx:1.27
      automountServiceAccountToken: false
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Container "web" says "automountServiceAccountToken" where Kubernetes does not look for it.
      securityContext:
        runAsNonRoot: true
        fsGroup: 2000
        ^^^^^^^ Container "web" says "fsGroup" where Kubernetes does not look for it.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  automountServiceAccountToken: false
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        runAsNonRoot: true
  securityContext:
    fsGroup: 2000
`,
    },
    {
      title: "Right below the spec nothing is heeded that belongs to the security context",
      bad: `
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
      runAsNonRoot: true
      ^^^^^^^^^^^^ Deployment "web" says "runAsNonRoot" where Kubernetes does not look for it.
      containers:
        - name: web
          image: nginx:1.27
          runAsUser: 1000
          ^^^^^^^^^ Container "web" says "runAsUser" where Kubernetes does not look for it.
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
            runAsUser: 1000
      securityContext:
        runAsNonRoot: true
`,
    },
    {
      title: "What would only take a defence away is not moved",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    privileged: true
    ^^^^^^^^^^ Pod "web" says "privileged" where Kubernetes does not look for it.
    runAsNonRoot: true
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
    runAsNonRoot: true
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "Each at its place",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostUsers: false
  automountServiceAccountToken: false
  securityContext:
    fsGroup: 2000
    runAsNonRoot: true
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        runAsUser: 1000
        capabilities:
          drop: [ALL]
`,
    },
  ],
});

/** Whether a field stands where Kubernetes does not look for it. Throws `unknowable`. */
function isMisplaced(at: Place, home: Home, subject: Secured): boolean {
  const isInContext = at.parent?.step === "securityContext";
  const isAtHome = isInContext
    ? home === "either" || home === (isContainer(subject) ? "container" : "pod")
    : home === "spec" && !isContainer(subject);
  return !isAtHome && at.exists;
}

function mended(at: Place, field: string, home: Home, subject: Secured): Fix {
  const removed: Change = { at, remove: true };
  const homes = homesOf(field, home, subject).filter((it) => !it.exists);
  const isDead = homes.length === 0 || HARMFUL.get(field) === at.value || isEmpty(at);
  if (isDead) return { title: `Remove ${field}`, safety: "safe", changes: () => [removed] };
  return {
    title: `Move ${field} to ${whereTo(home, subject)}`,
    safety: "review",
    changes: () => [removed, ...homes.map((it) => ({ at: it, value: at.value as Writable }))],
  };
}

function whereTo(home: Home, subject: Secured): string {
  if (home === "spec") return "the pod's spec";
  if (home === "pod") return "the pod's security context";
  return isContainer(subject) || home === "either" ? "the security context" : "each container's security context";
}

/** The places where a field would take effect for whom its author meant. */
function homesOf(field: string, home: Home, subject: Secured): readonly Place[] {
  const pod: Pod = isContainer(subject) ? subject.pod : subject;
  if (home === "spec") return [pod.spec.at(field)];
  if (home === "pod") return [security(pod, field)];
  if (isContainer(subject) || home === "either") return [security(subject, field)];
  return containersOf(pod).map((it) => security(it, field));
}

const isEmpty = (at: Place): boolean => at.isMapping && at.children.length === 0;
