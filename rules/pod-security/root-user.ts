import { type Change, Proposal } from "../model/change.ts";
import { worksOnNodeFiles } from "../model/node-files.ts";
import { type Container, containersOf, type Pod } from "../model/pods.ts";
import { followersOfUser0, isRefused, mayStop } from "../model/root-user.ts";
import {
  effective,
  isContainer,
  isOverridden,
  isPrivileged,
  overridden,
  podsAndContainers,
  type Secured,
  security,
  titleOf,
} from "../model/security-context.ts";
import { ifKnown } from "../model/unknowable.ts";
import { hasOwnUsers } from "../model/user-namespace.ts";
import { rule } from "../rule.ts";

const FIELD = "runAsUser";

export default rule({
  id: "root-user",
  severity: "warning",
  summary: "A container must not be told to run as user 0.",
  presets: ["recommended", "pod-security-restricted"],
  fixable: "review",
  why: `User 0 is root, and root in a container is root on the node, held back by namespaces and capabilities alone.
\`runAsUser: 0\` makes even those images run as root that were built with a user of their own.
Whoever takes over such a process writes to every volume that is mounted, and needs one hole in the kernel or the runtime to have the node.`,
  mend: `Remove \`runAsUser: 0\` and set \`runAsNonRoot: true\`, so that the image's own user counts; or set the id of a user who owns the files that the process writes.
The kubelet refuses to start an image whose own user is root (\`CreateContainerConfigError\`, "image will run as root"); a process that cannot write any more logs \`permission denied\`.
\`fsGroup\` gives a volume's files to a group of the pod.`,
  leave:
    "Leave it for an init container that must change owners of files on a volume for which `fsGroup` does nothing, such as NFS or hostPath, and for node agents that work on files of the node.",

  on: podsAndContainers,
  *check(subject, { cluster }) {
    const isExact = cluster.podSecurityLevel === "restricted";
    if (isExact && cluster.podSecurity < 23) return;
    if (!isExact && isContainer(subject) && isPrivileged(subject)) return;
    if (hasOwnUsers(isContainer(subject) ? subject.pod : subject, cluster.podSecurity)) return;
    const user = security(subject, FIELD);
    if (user.value !== 0) return;
    // Then it never starts, and refused-root says so.
    if (!isExact && isRefused(subject)) return;
    // Files of the node are root's, and host-path-volume speaks of them.
    if (!isExact && ifKnown(() => followersOfUser0(subject).some(worksOnNodeFiles), false)) return;
    if (!isExact && !isContainer(subject) && isOverridden(subject, [FIELD], (own) => own.value !== 0)) return;

    yield {
      at: user,
      message: isContainer(subject)
        ? `${titleOf(subject)} runs as root.`
        : `${titleOf(subject)} runs its containers as root.`,
      see: overridden(subject, FIELD),
      fixes: [
        { title: "Remove user 0 and refuse root", safety: "review", changes: () => refuseRoot(subject) },
        { title: "Run as user 1000", safety: "choice", changes: () => [{ at: user, value: new Proposal(1000) }] },
      ],
    };
  },

  examples: [
    {
      title: "A container is told to run as root, whatever its image says",
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
        runAsUser: 0
                   ^ Container "web" runs as root.
        runAsGroup: 1000
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
        runAsGroup: 1000
        runAsNonRoot: true
`,
      alsoFixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        runAsUser: 1000
        runAsGroup: 1000
`,
    },
    {
      title: "A container goes back to the user of its pod",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 1000
               ~~~~ The container overrides this.
  initContainers:
    - name: own-files
      image: busybox:1.36
      securityContext:
        runAsUser: 0
                   ^ Container "own-files" runs as root.
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
    runAsUser: 1000
  initContainers:
    - name: own-files
      image: busybox:1.36
  containers:
    - name: web
      image: nginx:1.27
`,
      alsoFixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 1000
  initContainers:
    - name: own-files
      image: busybox:1.36
      securityContext:
        runAsUser: 1000
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "A pod tells all of its containers, and is told once",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 0
               ^ Pod "web" runs its containers as root.
    fsGroup: 1000
  containers:
    - name: web
      image: nginx:1.27
    - name: metrics
      image: ghcr.io/shop/metrics:1.0
      securityContext:
        runAsUser: 65534
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    fsGroup: 1000
    runAsNonRoot: true
  containers:
    - name: web
      image: nginx:1.27
    - name: metrics
      image: ghcr.io/shop/metrics:1.0
      securityContext:
        runAsUser: 65534
`,
      alsoFixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 1000
    fsGroup: 1000
  containers:
    - name: web
      image: nginx:1.27
    - name: metrics
      image: ghcr.io/shop/metrics:1.0
      securityContext:
        runAsUser: 65534
`,
    },
    {
      title: "A container that goes back to its pod must not find root there",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 0
               ^ Pod "web" runs its containers as root.
    fsGroup: 1000
  initContainers:
    - name: own-files
      image: busybox:1.36
      securityContext:
        runAsUser: 0
                   ^ Container "own-files" runs as root.
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
    fsGroup: 1000
  initContainers:
    - name: own-files
      image: busybox:1.36
      securityContext:
        runAsNonRoot: true
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        runAsNonRoot: true
`,
    },
    {
      title: "User 0 of the pod's own users is nobody on the node",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: builder
spec:
  hostUsers: false
  containers:
    - name: builder
      image: ghcr.io/shop/builder:1.1
      securityContext:
        runAsUser: 0
`,
    },
    {
      title: "A container that is privileged is told that first",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  containers:
    - name: agent
      image: ghcr.io/shop/agent:2.1
      securityContext:
        privileged: true
        runAsUser: 0
`,
    },
    {
      title: "What the pod says reaches nobody where each container says otherwise",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 0
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        runAsUser: 101
`,
    },
    {
      title: "Files of the node are root's, and host-path-volume speaks of them",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: logs
spec:
  containers:
    - name: logs
      image: ghcr.io/shop/logs:2.1
      securityContext:
        runAsUser: 0
      volumeMounts:
        - name: logs
          mountPath: /var/log/pods
          readOnly: true
  volumes:
    - name: logs
      hostPath:
        path: /var/log/pods
`,
    },
  ],
});

/** Takes a user 0 away, and has the kubelet refuse root where the image's own user counts from then on. */
function refuseRoot(subject: Secured): readonly Change[] {
  const removed: Change = { at: security(subject, FIELD), remove: true };
  // What a template or an operator may say of root already is left to them.
  const refused = ifKnown(() => (isContainer(subject) ? ofContainer(subject) : ofPod(subject)), []);
  return [removed, ...refused];
}

function ofContainer(container: Container): readonly Change[] {
  const shared = security(container.pod, FIELD);
  const refused: readonly Change[] = isNonRoot(container)
    ? []
    : [{ at: security(container, "runAsNonRoot"), value: true }];
  if (!shared.exists) return refused;
  // The user of the pod counts then, which must not be 0 either.
  return shared.value === 0 ? [...refused, ...refuseRoot(container.pod)] : [];
}

function ofPod(pod: Pod): readonly Change[] {
  const followers = containersOf(pod).filter(
    (container) => !security(container, FIELD).exists && !isNonRoot(container),
  );
  const shared = security(pod, "runAsNonRoot");
  if (mayStop(pod)) return followers.map((container) => ({ at: security(container, "runAsNonRoot"), value: true }));
  return [
    ...(shared.value === true ? [] : [{ at: shared, value: true }]),
    ...followers
      .map((container) => security(container, "runAsNonRoot"))
      .filter((own) => own.exists)
      .map((own) => ({ at: own, value: true })),
  ];
}

const isNonRoot = (container: Container): boolean => effective(container, "runAsNonRoot").value === true;
