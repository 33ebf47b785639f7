import { type Pod, pods } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { isForWindows } from "../model/windows.ts";
import { rule } from "../rule.ts";

/** Since this version user namespaces are on unless someone switches them off. */
const ON_SINCE = 33;

export default rule({
  id: "shared-user-namespace",
  severity: "info",
  summary: "A pod should have users of its own, so that its root is nobody on the node.",
  presets: ["strict"],
  fixable: "review",
  why: `Unless a pod says \`hostUsers: false\`, user 0 in its containers is user 0 of the node, and only namespaces, capabilities and seccomp stand between the two.
Most ways out of a container (CVE-2019-5736 in runc, CVE-2024-21626 again) end in files of the node that only root may open: a pod with users of its own arrives there as nobody.`,
  mend: `Set \`hostUsers: false\`.
It needs Linux 6.3 on the nodes, containerd 2.0 or CRI-O 1.25, and file systems that can map users: NFS cannot, and a pod that mounts it does not start.
Files on \`hostPath\` volumes are read and written as the mapped user, so an agent that works on files of the node finds \`permission denied\`.`,
  leave: "Leave it where nodes are older than that, and for pods that must be root on the node.",

  on: pods,
  *check(pod, { cluster }) {
    const hostUsers = pod.spec.at("hostUsers");
    if (cluster.kubernetes < ON_SINCE || hostUsers.value === false || pod.owner.group === "serving.knative.dev") return;
    if (isForWindows(pod) || cannotHaveUsers(pod)) return;

    yield {
      at: hostUsers.exists ? hostUsers : hostUsers.underline(pod.owner.place.span),
      message: `Root in ${titleOf(pod)} is root on its node.`,
      fixes: [
        { title: "Give the pod users of its own", safety: "review", changes: () => [{ at: hostUsers, value: false }] },
      ],
    };
  },

  examples: [
    {
      title: "Where nothing is said, the pod has the users of its node",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
        ^^^ Root in Pod "web" is root on its node.
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
  hostUsers: false
`,
    },
    {
      title: "Users of its own",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostUsers: false
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "A pod on the node's network cannot have them",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: true
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "Nor can one that mounts NFS",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
  volumes:
    - name: pages
      nfs:
        server: nfs.example.com
        path: /pages
`,
    },
  ],
});

/** Whether Kubernetes or a file system would refuse the pod with users of its own. Throws `unknowable`. */
function cannotHaveUsers({ spec }: Pod): boolean {
  if (["hostNetwork", "hostPID", "hostIPC"].some((it) => spec.at(it).value === true)) return true;
  if (spec.at("volumes").children.some((volume) => volume.at("nfs").exists)) return true;
  return ["initContainers", "containers"].some((list) =>
    spec.at(list).children.some((container) => container.at("volumeDevices").exists),
  );
}
