import { isSensitiveToReaders, isSensitiveToWriters, leadsToRuntime } from "../model/host-paths.ts";
import { isReadOnly, mountsOfVolume } from "../model/mounts.ts";
import { volumes } from "../model/pods.ts";
import { mentionOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

/** Kinds of files that are used, not written. */
const NO_FILES: readonly unknown[] = ["Socket", "CharDevice", "BlockDevice"];

export default rule({
  id: "writable-host-path",
  severity: "warning",
  summary: "A pod should mount files of its node read-only.",
  presets: ["strict"],
  fixable: "review",
  why: `What a container writes to its node stays there when it is gone, for whoever mounts the same path next, and for the node's own programs.
Whoever takes over the container so leaves a trap for its successor, or fills the node's disk past every limit: what lies in a \`hostPath\` counts for no pod.`,
  mend: `Set \`readOnly: true\` on the mount.
A process that writes there then fails with "read-only file system": give it an \`emptyDir\` for what need not last, and a persistent volume for what must.
File systems mounted below the path stay writable, unless \`recursiveReadOnly: Enabled\` is set as well (Kubernetes 1.33).`,
  leave:
    "Leave it for agents that install something on the node or keep their place in its logs there.\nPaths by which the node can be taken, and sockets of container runtimes, are told by rules of their own.",

  on: volumes,
  *check(volume) {
    const hostPath = volume.at("hostPath");
    const path = hostPath.at("path").string;
    if (path === undefined || NO_FILES.includes(hostPath.at("type").value) || isToldElsewhere(path)) return;
    for (const mount of mountsOfVolume(volume)) {
      // To pass mounts on to the node, one must be able to make them.
      if (isReadOnly(mount) || mount.at("mountPropagation").value === "Bidirectional") continue;
      const readOnly = mount.at("readOnly");
      yield {
        at: readOnly.exists ? readOnly : mount.at("mountPath"),
        message: `Volume "${volume.name}" lets ${mentionOf(mount.container)} write to "${path}" of its node.`,
        see: [{ at: hostPath, message: "These are files of the node." }],
        fixes: [{ title: "Mount it read-only", safety: "review", changes: () => [{ at: readOnly, value: true }] }],
      };
    }
  },

  examples: [
    {
      title: "A mount may write unless it says otherwise",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: logs
spec:
  containers:
    - name: logs
      image: fluent/fluent-bit:3.1
      volumeMounts:
        - name: log
          mountPath: /var/log
                     ^^^^^^^^ Volume "log" lets container "logs" write to "/var/log" of its node.
        - name: zone
          mountPath: /etc/localtime
          readOnly: true
  volumes:
    - name: log
      hostPath:
      ~~~~~~~~ These are files of the node.
        path: /var/log
    - name: zone
      hostPath:
        path: /etc/localtime
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: logs
spec:
  containers:
    - name: logs
      image: fluent/fluent-bit:3.1
      volumeMounts:
        - name: log
          mountPath: /var/log
          readOnly: true
        - name: zone
          mountPath: /etc/localtime
          readOnly: true
  volumes:
    - name: log
      hostPath:
        path: /var/log
    - name: zone
      hostPath:
        path: /etc/localtime
`,
    },
    {
      title: "Sockets are not written, and who mounts for the node must write",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: driver
spec:
  containers:
    - name: driver
      image: registry.example.com/storage/driver:1.9
      securityContext:
        privileged: true
      volumeMounts:
        - name: socket
          mountPath: /csi/csi.sock
        - name: mounts
          mountPath: /mnt/shares
          mountPropagation: Bidirectional
  volumes:
    - name: socket
      hostPath:
        path: /var/lib/kubelet/plugins/shares/csi.sock
        type: Socket
    - name: mounts
      hostPath:
        path: /mnt/shares
`,
    },
  ],
});

const isToldElsewhere = (path: string): boolean =>
  leadsToRuntime(path) || isSensitiveToReaders(path) || isSensitiveToWriters(path);
