import { leadsToRuntime, plainPath } from "../model/host-paths.ts";
import { mountsOfVolume } from "../model/mounts.ts";
import { isCommonplace } from "../model/node-files.ts";
import { type Volume, volumes } from "../model/pods.ts";
import { isPrivileged } from "../model/security-context.ts";
import { ifKnown } from "../model/unknowable.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "host-path-volume",
  severity: "warning",
  summary: "A pod must not mount files of its node.",
  presets: ["recommended", "pod-security-baseline"],
  replaces: ["restricted-volume"],
  why: `Files of the node carry over from container to node: who may write to \`/etc\`, to the kubelet's folder or to the socket of the container runtime is root on the node, and who may read them finds the keys and tokens of everything that runs there.
A narrow path is not much safer, as a link or \`..\` in it may lead elsewhere, and \`readOnly\` does not hold for sockets.
The data stay on one node: after a reschedule the pod finds others, or none.`,
  mend: `Say what the files are for, and take the volume that is made for it: \`emptyDir\` for scratch space, \`persistentVolumeClaim\` for data (a \`local\` persistent volume where they must lie on that node), \`configMap\`, \`secret\` and \`projected\` for configuration and certificates.
Containers log to standard output rather than into the node's \`/var/log\`.
No edit can choose for you, so there is no fix.`,
  leave: `Leave it for node agents that read or manage the node itself (log collectors, CSI and CNI plugins), mounted \`readOnly\` where they only read, in a namespace of their own.
What only privileged containers mount is not reported, as they reach those files anyway, nor what is the same on every node and only read; a Pod Security preset reports both.`,

  on: volumes,
  *check(volume, { cluster }) {
    const hostPath = volume.at("hostPath");
    if (!hostPath.exists) return;

    const path = hostPath.at("path").shown;
    const isKey = plainPath(path) === "/" || leadsToRuntime(path);
    const isPlain = !isKey && ifKnown(() => isCommonplace(volume) || isOfPrivileged(volume), false);
    if (isPlain && cluster.podSecurityLevel === undefined) return;
    yield {
      at: hostPath,
      message: `Volume "${volume.name}" gives the pod ${path === "" ? "files" : `"${path}"`} of its node.`,
      ...(isKey && { severity: "error" }),
      ...(isPlain && { severity: "info" }),
    };
  },

  examples: [
    {
      title: "The container runtime's socket is the key to the node",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: builder
spec:
  containers:
    - name: builder
      image: docker:27-cli
      volumeMounts:
        - name: docker
          mountPath: /var/run/docker.sock
  volumes:
    - name: docker
      hostPath:
      ^^^^^^^^ Volume "docker" gives the pod "/var/run/docker.sock" of its node.
        path: /var/run/docker.sock
    - name: cache
      emptyDir: {}
`,
    },
    {
      title: "A privileged container reaches every file of the node without a volume",
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
      volumeMounts:
        - name: logs
          mountPath: /var/log/agent
  volumes:
    - name: logs
      hostPath:
        path: /var/log/agent
`,
    },
    {
      title: "What every node has alike may be read",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  containers:
    - name: agent
      image: ghcr.io/shop/agent:2.1
      volumeMounts:
        - name: modules
          mountPath: /lib/modules
          readOnly: true
  volumes:
    - name: modules
      hostPath:
        path: /lib/modules
`,
    },
    {
      title: "A hostPath of null is none",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      volumeMounts:
        - name: cache
          mountPath: /var/cache/nginx
  volumes:
    - name: cache
      hostPath: null
      emptyDir: {}
`,
    },
  ],
});

/** Whether all who mount a volume are privileged: they reach every file of the node without it, and `privileged-container` says so. */
function isOfPrivileged(volume: Volume): boolean {
  const mounts = mountsOfVolume(volume);
  return mounts.length > 0 && mounts.every(({ container }) => isPrivileged(container));
}
