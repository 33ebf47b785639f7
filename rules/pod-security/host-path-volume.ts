import { leadsToRuntime, plainPath } from "../model/host-paths.ts";
import { isReadOnly, mountsOfVolume } from "../model/mounts.ts";
import { type Volume, volumes } from "../model/pods.ts";
import { ifKnown } from "../model/unknowable.ts";
import { rule, type Severity } from "../rule.ts";

/** What is the same on every node, or tells nothing but which system it is. */
const COMMONPLACE =
  /^\/etc\/(?:localtime|timezone|machine-id|(?:os|lsb|system|redhat|fedora)-release)$|^\/etc\/ssl\/certs(?:\/|$)|^\/usr\/share\/(?:zoneinfo|ca-certificates)$|^\/lib\/modules$|^\/usr\/src$/;

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
  leave:
    "Leave it for node agents that read or manage the node itself (log collectors, CSI and CNI plugins), mounted `readOnly` where they only read, in a namespace of their own.",

  on: volumes,
  *check(volume) {
    const hostPath = volume.at("hostPath");
    if (!hostPath.exists) return;

    const path = hostPath.at("path").shown;
    const severity = severityOf(path, volume);
    yield {
      at: hostPath,
      message: `Volume "${volume.name}" gives the pod ${path === "" ? "files" : `"${path}"`} of its node.`,
      ...(severity && { severity }),
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

function severityOf(path: string, volume: Volume): Severity | undefined {
  const plain = plainPath(path);
  if (plain === "/" || leadsToRuntime(plain)) return "error";
  return COMMONPLACE.test(plain) && ifKnown(() => isOnlyRead(volume), false) ? "info" : undefined;
}

/** Whether each container that mounts a volume only reads it. */
function isOnlyRead(volume: Volume): boolean {
  const mounts = mountsOfVolume(volume);
  return mounts.length > 0 && mounts.every(isReadOnly);
}
