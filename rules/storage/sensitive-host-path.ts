import { isSensitiveToReaders, isSensitiveToWriters, leadsToRuntime, plainPath } from "../model/host-paths.ts";
import { isReadOnly, mountsOfVolume } from "../model/mounts.ts";
import { type Volume, volumes } from "../model/pods.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "sensitive-host-path",
  severity: "error",
  summary: "A pod must not mount those files of its node by which the node can be taken.",
  presets: ["recommended"],
  fixable: "review",
  replaces: ["host-path-volume", "restricted-volume"],
  why: `Some paths of a node are the node.
Who reads \`/etc/kubernetes\`, \`/var/lib/kubelet\` or \`/var/lib/etcd\` has the keys of the cluster, or the tokens and Secrets of every pod on the node.
Who writes to \`/usr/bin\`, \`/etc/cron.d\`, \`/opt/cni/bin\`, \`/sys\` or \`/proc\` has a program of theirs run there by root within the hour.`,
  mend: `Mount the one file or folder that the pod needs, and no parent of it.
Where the pod only reads what is dangerous to write, \`readOnly: true\` on each mount is enough, and the fix sets it: a process that writes there then fails with "read-only file system".`,
  leave: `Leave it for what manages the node itself (the control plane, CNI and CSI plugins, device plugins), in a namespace of their own.
Where a DaemonSet writes CNI plugins, or a CSI driver mounts volumes into the kubelet's folder, that is its work, and the finding is only for information.`,

  on: volumes,
  *check(volume) {
    const at = volume.at("hostPath", "path");
    const path = at.string;
    if (path === undefined || leadsToRuntime(path)) return;
    if (isSensitiveToReaders(path)) {
      yield {
        at,
        message: `Volume "${volume.name}" gives the pod "${path}" of its node, by which the node can be taken.`,
        ...(isDriver(volume, path) && { severity: "info" }),
      };
      return;
    }
    const writers = isSensitiveToWriters(path) ? mountsOfVolume(volume).filter((mount) => !isReadOnly(mount)) : [];
    if (writers.length === 0) return;

    yield {
      at,
      message: `Volume "${volume.name}" lets the pod write to "${path}" of its node, by which the node can be taken.`,
      see: writers.map(({ place }) => ({ at: place, message: "This mount may write." })),
      ...(isInstaller(volume, path)
        ? { severity: "info" }
        : {
            fixes: [
              {
                title: "Mount it read-only",
                safety: "review",
                changes: () => writers.map((mount) => ({ at: mount.at("readOnly"), value: true })),
              },
            ],
          }),
    };
  },

  examples: [
    {
      title: "Programs that root runs may be read, and not written",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: scan
spec:
  containers:
    - name: scan
      image: registry.example.com/ops/scan:1.4
      volumeMounts:
        - name: programs
                ~~~~~~~~ This mount may write.
          mountPath: /host/usr/bin
  volumes:
    - name: programs
      hostPath:
        path: /usr/bin
              ^^^^^^^^ Volume "programs" lets the pod write to "/usr/bin" of its node, by which the node can be taken.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: scan
spec:
  containers:
    - name: scan
      image: registry.example.com/ops/scan:1.4
      volumeMounts:
        - name: programs
          mountPath: /host/usr/bin
          readOnly: true
  volumes:
    - name: programs
      hostPath:
        path: /usr/bin
`,
    },
    {
      title: "The kubelet's folder holds the tokens of every pod, and reading is enough",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: backup
spec:
  containers:
    - name: backup
      image: registry.example.com/ops/backup:1.4
      volumeMounts:
        - name: kubelet
          mountPath: /host/kubelet
          readOnly: true
  volumes:
    - name: kubelet
      hostPath:
        path: /var/lib/kubelet/
              ^^^^^^^^^^^^^^^^^ Volume "kubelet" gives the pod "/var/lib/kubelet/" of its node, by which the node can be taken.
`,
    },
    {
      title: "Installing the network's plugins is a DaemonSet's work",
      bad: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: network
spec:
  selector:
    matchLabels: { app: network }
  template:
    metadata:
      labels: { app: network }
    spec:
      containers:
        - name: install
          image: registry.example.com/ops/network:2.1
          volumeMounts:
            - name: plugins
                    ~~~~~~~ This mount may write.
              mountPath: /opt/cni/bin
      volumes:
        - name: plugins
          hostPath:
            path: /opt/cni/bin
                  ^^^^^^^^^^^^ Volume "plugins" lets the pod write to "/opt/cni/bin" of its node, by which the node can be taken.
`,
    },
    {
      title: "A CSI driver mounts volumes into the kubelet's folder",
      bad: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: nfs
spec:
  selector:
    matchLabels: { app: nfs }
  template:
    metadata:
      labels: { app: nfs }
    spec:
      containers:
        - name: nfs
          image: registry.k8s.io/sig-storage/nfsplugin:v4.9.0
          securityContext:
            privileged: true
          volumeMounts:
            - name: pods
              mountPath: /var/lib/kubelet/pods
              mountPropagation: Bidirectional
      volumes:
        - name: pods
          hostPath:
            path: /var/lib/kubelet/pods
                  ^^^^^^^^^^^^^^^^^^^^^ Volume "pods" gives the pod "/var/lib/kubelet/pods" of its node, by which the node can be taken.
`,
    },
    {
      title: "What a monitor reads, and a folder of the application",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: node-exporter
spec:
  containers:
    - name: node-exporter
      image: quay.io/prometheus/node-exporter:v1.8.2
      volumeMounts:
        - name: sys
          mountPath: /host/sys
          readOnly: true
        - name: data
          mountPath: /data
  volumes:
    - name: sys
      hostPath:
        path: /sys
    - name: data
      hostPath:
        path: /srv/shop
`,
    },
  ],
});

/** Whether the volume is for a network's plugins, and its pods run on each node to put them there. */
const isInstaller = (volume: Volume, path: string): boolean =>
  volume.pod.owner.kind === "DaemonSet" && /^\/(?:etc|opt)\/cni\//.test(plainPath(path));

/** Whether mounts in the kubelet's folder are passed on to the node, as a CSI driver must do it. */
const isDriver = (volume: Volume, path: string): boolean =>
  plainPath(path).startsWith("/var/lib/kubelet") &&
  mountsOfVolume(volume).some((it) => it.at("mountPropagation").value === "Bidirectional");
