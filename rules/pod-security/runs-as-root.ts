import { worksOnNodeFiles } from "../model/node-files.ts";
import type { Place } from "../model/place.ts";
import { type Container, containersOf, type Pod } from "../model/pods.ts";
import { leavesRootToPod, mayStop, withoutUser0 } from "../model/root-user.ts";
import {
  effective,
  isContainer,
  isPrivileged,
  mentionOf,
  overridden,
  podsAndContainers,
  security,
  takesPodContext,
  titleOf,
  valueOrName,
} from "../model/security-context.ts";
import { ifKnown } from "../model/unknowable.ts";
import { hasOwnUsers } from "../model/user-namespace.ts";
import { isForWindows } from "../model/windows.ts";
import { type Finding, type Fix, rule } from "../rule.ts";

const FIELD = "runAsNonRoot";

export default rule({
  id: "runs-as-root",
  severity: "warning",
  summary: "A container must say that it does not run as root.",
  presets: ["recommended", "pod-security-restricted"],
  fixable: "review",
  why: `Root in a container is root on the node, held back by namespaces and capabilities alone.
Whoever takes over such a process may write to every file of the image and to whatever volumes are mounted, and a single hole in the kernel or the runtime, or a file of the node mounted too much, makes them root on the node.`,
  mend: `Set \`runAsNonRoot: true\`, for the whole pod where that suits all of its containers.
The kubelet then refuses to start an image whose user is root (\`CreateContainerConfigError\`, "image will run as root") or is given by name only ("image has non-numeric user").
Set \`runAsUser\` then, or \`USER 1000\` in the image, and see that it can write where it must (\`fsGroup\`, an \`emptyDir\`) and listens on a port above 1023.`,
  leave:
    "Leave it for images that must start as root, until they are changed; with `hostUsers: false` their root is nobody on the node, and nothing is reported.",

  on: podsAndContainers,
  *check(subject, { cluster }) {
    const isExact = cluster.podSecurityLevel === "restricted";
    const pod = isContainer(subject) ? subject.pod : subject;
    if (hasOwnUsers(pod, cluster.podSecurity)) return;

    if (isContainer(subject)) yield* ofContainer(subject, isExact);
    else yield* ofPod(subject, isExact);
  },

  examples: [
    {
      title: "A container that says nothing may run as root",
      bad: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
            ^^^ Container "web" may run as root.
      image: nginx:1.27 # the proxy
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: nginx:1.27 # the proxy
  securityContext:
    runAsNonRoot: true
`,
      alsoFixed: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: nginx:1.27 # the proxy
      securityContext:
        runAsNonRoot: true
`,
    },
    {
      title: "A container has the last word",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: true
                  ~~~~ The container overrides this.
  initContainers:
    - name: own-files
      image: busybox:1.36
      securityContext:
        runAsNonRoot: false
                      ^^^^^ Container "own-files" may run as root.
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
  initContainers:
    - name: own-files
      image: busybox:1.36
      securityContext:
        runAsNonRoot: true
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "A pod that lets all of its containers run as root is told once",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: no
                  ^^ Pod "web" lets its containers run as root.
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
  securityContext:
    runAsNonRoot: true
  containers:
    - name: web
      image: nginx:1.27
    - name: metrics
      image: ghcr.io/shop/metrics:1.0
`,
    },
    {
      title: "Knative takes it from a container only",
      bad: `
apiVersion: serving.knative.dev/v1
kind: Service
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
                ^^^ Container "web" may run as root.
          image: ghcr.io/shop/web:3.1
`,
      fixed: `
apiVersion: serving.knative.dev/v1
kind: Service
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          image: ghcr.io/shop/web:3.1
          securityContext:
            runAsNonRoot: true
`,
    },
    {
      title: "Where one container is told to run as user 0, the others are mended one by one",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
            ^^^ Container "web" may run as root.
      image: nginx:1.27
    - name: agent
      image: ghcr.io/shop/agent:2.1
      securityContext:
        runAsUser: 0
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
        runAsNonRoot: true
    - name: agent
      image: ghcr.io/shop/agent:2.1
      securityContext:
        runAsUser: 0
`,
    },
    {
      title: "Another user than 0 is not root",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 101
  containers:
    - name: web
      image: nginx:1.27
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
`,
    },
    {
      title: "Pod Security asks for the word itself",
      podSecurityLevel: "restricted",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 101
  containers:
    - name: web
            ^^^ Container "web" may run as root.
      image: nginx:1.27
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 101
    runAsNonRoot: true
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "Pod Security refuses what a pod says even where each container says otherwise",
      podSecurityLevel: "restricted",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: false
                  ^^^^^ Pod "web" lets its containers run as root.
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        runAsNonRoot: true
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
        runAsNonRoot: true
`,
    },
    {
      title: "Root of the pod's own users is nobody on the node",
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

/** What a pod says, where some container goes by it. */
function* ofPod(pod: Pod, isExact: boolean): Generator<Finding> {
  const shared = security(pod, FIELD);
  if (shared.value !== false) return;
  const followers = containersOf(pod).filter(leavesRootToPod);
  if (!isExact && !followers.some((container) => ifKnown(() => mayBeRoot(container), false))) return;

  yield {
    at: shared,
    message: `${titleOf(pod)} lets its containers run as root.`,
    fixes: [setTrue(shared, "Set runAsNonRoot to true", followers)],
  };
}

function* ofContainer(container: Container, isExact: boolean): Generator<Finding> {
  const own = security(container, FIELD);
  const shared = security(container.pod, FIELD);
  if (isExact ? effective(container, FIELD).value === true : !mayBeToldOf(container)) return;
  // Then the pod is told, and all of its containers with it.
  if (!own.exists && shared.exists) return;

  const forContainer = setTrue(own, `Set runAsNonRoot to true for ${mentionOf(container)}`, [container]);
  const followers = containersOf(container.pod).filter(leavesRootToPod);
  const forPod = setTrue(shared, "Set runAsNonRoot to true for the pod", followers);
  const isOneByOne = own.exists || mayStop(container.pod) || !shared.writable || !takesPodContext(container.pod);
  yield {
    at: valueOrName(container, own),
    message: `${titleOf(container)} may run as ${isForWindows(container.pod) ? "administrator" : "root"}.`,
    see: overridden(container, FIELD),
    fixes: isOneByOne ? [forContainer] : [forPod, forContainer],
  };
}

/** Whether a container may be root and could do without: files of the node are root's, and `host-path-volume` speaks of them. */
const mayBeToldOf = (container: Container): boolean =>
  !isPrivileged(container) && mayBeRoot(container) && !worksOnNodeFiles(container);

/** Whether nothing tells a container to run as another user than root. Where it is told to run as user 0, `root-user` speaks. */
function mayBeRoot(container: Container): boolean {
  if (effective(container, FIELD).value === true || effective(container, "runAsUser").exists) return false;
  if (!isForWindows(container.pod)) return true;
  const user = effective(container, "windowsOptions", "runAsUserName").string;
  return user === undefined || user.toLowerCase() === "containeradministrator";
}

/** Sets the field, and takes away every user 0 that the kubelet would refuse beside it in `containers`. */
const setTrue = (at: Place, title: string, containers: readonly Container[]): Fix => ({
  title,
  safety: "review",
  changes: () => [{ at, value: true }, ...containers.flatMap(withoutUser0)],
});
