import { Proposal } from "../model/change.ts";
import { followersOfUser0 } from "../model/root-user.ts";
import { effective, isContainer, mentionOf, podsAndContainers, security } from "../model/security-context.ts";
import { isForWindows } from "../model/windows.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "refused-root",
  severity: "error",
  summary: "A container that must not run as root must not be told to run as user 0.",
  presets: ["recommended"],
  fixable: "review",
  why: `The kubelet refuses to start a container with \`runAsNonRoot: true\` whose \`runAsUser\` is 0: it stays in \`CreateContainerConfigError\`, "container's runAsUser breaks non-root policy".
The API server takes the manifest, so it shows only once the old pods are gone.`,
  mend: `Remove \`runAsUser: 0\`: the image's own user counts then, and must not be root either.
Or set the id of a user who owns the files that the process writes.`,
  leave: "Leave it nowhere: the container never starts.",

  on: podsAndContainers,
  *check(subject) {
    const user = security(subject, "runAsUser");
    if (user.value !== 0 || isForWindows(isContainer(subject) ? subject.pod : subject)) return;
    const [refused] = followersOfUser0(subject).filter((it) => effective(it, "runAsNonRoot").value === true);
    if (refused === undefined) return;

    yield {
      at: user,
      message: `The kubelet will not start ${mentionOf(refused)}, which is to run as user 0 and must not run as root.`,
      see: [{ at: effective(refused, "runAsNonRoot"), message: "Root is refused here." }],
      fixes: [
        { title: "Remove user 0", safety: "review", changes: () => [{ at: user, remove: true }] },
        { title: "Run as user 1000", safety: "choice", changes: () => [{ at: user, value: new Proposal(1000) }] },
      ],
    };
  },

  examples: [
    {
      title: "User 0 is root",
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
        runAsNonRoot: true
                      ~~~~ Root is refused here.
        runAsUser: 0
                   ^ The kubelet will not start container "web", which is to run as user 0 and must not run as root.
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
`,
    },
    {
      title: "What the pod refuses its container may not be",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: true
                  ~~~~ Root is refused here.
  initContainers:
    - name: chown
      image: busybox:1.36
      command: [chown, -R, "1000", /data]
      securityContext:
        runAsUser: 0
                   ^ The kubelet will not start container "chown", which is to run as user 0 and must not run as root.
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
    - name: chown
      image: busybox:1.36
      command: [chown, -R, "1000", /data]
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "The pod's user is that of each container which says nothing",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 0
               ^ The kubelet will not start container "web", which is to run as user 0 and must not run as root.
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        runAsNonRoot: true
                      ~~~~ Root is refused here.
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
`,
    },
    {
      title: "A container may be another user than its pod, or take back what the pod refuses",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: true
    runAsUser: 0
  initContainers:
    - name: chown
      image: busybox:1.36
      command: [chown, -R, "1000", /data]
      securityContext:
        runAsNonRoot: false
        runAsUser: 0
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        runAsUser: 1000
`,
    },
  ],
});
