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
import { type Finding, rule } from "../rule.ts";

const PROFILE = "appArmorProfile";
const ANNOTATION = "container.apparmor.security.beta.kubernetes.io/";

export default rule({
  id: "unconfined-apparmor",
  severity: "warning",
  summary: "A container must not switch AppArmor off.",
  presets: ["recommended", "pod-security-baseline"],
  fixable: "review",
  why: `AppArmor's default profile keeps a container from mounting file systems, from writing below \`/proc\` and \`/sys\`, and from tracing processes outside of it.
Several ways out of a container (by \`/proc/sys/kernel/core_pattern\`, by \`release_agent\`, by a mount) end at it, even for a process that is root there.
\`Unconfined\` takes it away.`,
  mend: `Remove the profile: the runtime's default then holds wherever the node has AppArmor.
A process that mounts or writes below \`/proc\` and \`/sys\` is then refused: the node's kernel log says \`apparmor="DENIED"\` and what was asked.
For such a process load a profile of its own on the nodes, and name it by \`type: Localhost\`.`,
  leave: "Leave it for node agents that mount or trace, where nobody will write them a profile.",

  on: podsAndContainers,
  *check(subject, { cluster }) {
    const isExact = cluster.podSecurityLevel !== undefined;
    if (!isContainer(subject)) yield* annotated(subject);
    else if (!isExact && isPrivileged(subject)) return;

    const profile = security(subject, PROFILE);
    if (!profile.exists || confines(profile)) return;
    if (!isExact && !isContainer(subject) && isOverridden(subject, [PROFILE], confines)) return;

    const type = profile.at("type");
    yield {
      at: type.exists ? type : profile,
      message: `${titleOf(subject)} is not confined by AppArmor.`,
      see: overridden(subject, PROFILE, "type"),
      fixes: [
        { title: "Remove the AppArmor profile", safety: "review", changes: () => [{ at: profile, remove: true }] },
      ],
    };
  },

  examples: [
    {
      title: "A container switches AppArmor off",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        appArmorProfile:
          type: Unconfined
                ^^^^^^^^^^ Container "web" is not confined by AppArmor.
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
`,
    },
    {
      title: "The annotations of former days still count",
      bad: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels: { app: agent }
  template:
    metadata:
      labels: { app: agent }
      annotations:
        container.apparmor.security.beta.kubernetes.io/agent: unconfined
                                                              ^^^^^^^^^^ Container "agent" is not confined by AppArmor.
        container.apparmor.security.beta.kubernetes.io/proxy: runtime/default
    spec:
      containers:
        - name: agent
          image: ghcr.io/shop/agent:2.1
        - name: proxy
          image: ghcr.io/shop/proxy:0.9
`,
      fixed: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels: { app: agent }
  template:
    metadata:
      labels: { app: agent }
      annotations:
        container.apparmor.security.beta.kubernetes.io/proxy: runtime/default
    spec:
      containers:
        - name: agent
          image: ghcr.io/shop/agent:2.1
        - name: proxy
          image: ghcr.io/shop/proxy:0.9
`,
    },
    {
      title: "What the pod says counts for nobody where each container says otherwise",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    appArmorProfile:
      type: Unconfined
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        appArmorProfile:
          type: RuntimeDefault
`,
    },
    {
      title: "Pod Security refuses it all the same",
      podSecurityLevel: "baseline",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    appArmorProfile:
      type: Unconfined
            ^^^^^^^^^^ Pod "web" is not confined by AppArmor.
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        appArmorProfile:
          type: RuntimeDefault
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
        appArmorProfile:
          type: RuntimeDefault
`,
    },
    {
      title: "An annotation for a container that is gone counts as well",
      podSecurityLevel: "baseline",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.apparmor.security.beta.kubernetes.io/old-web: unconfined
                                                            ^^^^^^^^^^ Container "old-web" is not confined by AppArmor.
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
`,
    },
    {
      title: "A profile of one's own confines",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        appArmorProfile:
          type: Localhost
          localhostProfile: k8s-nginx
`,
    },
  ],
});

/** What a pod's annotations say of its containers, of those that it has and of others. */
function* annotated(pod: Extract<Secured, { spec: unknown }>): Generator<Finding> {
  for (const annotation of pod.place.at("metadata", "annotations").children) {
    const key = String(annotation.step);
    if (!key.startsWith(ANNOTATION)) continue;
    const profile = annotation.exists ? annotation.string : "";
    if (profile === undefined || /^$|^runtime\/default$|^localhost\//.test(profile)) continue;
    yield {
      at: annotation,
      message: `Container "${key.slice(ANNOTATION.length)}" is not confined by AppArmor.`,
      fixes: [{ title: "Remove the annotation", safety: "review", changes: () => [{ at: annotation, remove: true }] }],
    };
  }
}
