import { mountsOf, volumeOf } from "../model/mounts.ts";
import { containers } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import type { Minor } from "../model/versions.ts";
import { rule } from "../rule.ts";

/** The first version that no patch release is needed for: mended in 1.19.15, 1.20.11, 1.21.5 and 1.22.2. */
const MENDED: Minor = 23;
/** Sources that a container cannot put a link into. */
const READ_ONLY = ["configMap", "secret", "projected", "downwardAPI", "image"] as const;

export default rule({
  id: "sub-path-escape",
  severity: "warning",
  summary: "A pod must not mount part of a writable volume where the kubelet can be led out of it.",
  presets: ["recommended"],
  why: `Older kubelets can be tricked while they mount a part of a volume (\`subPath\`): a container that swaps a folder for a link at the right moment gets the node's files in its place, and writes to them as root (CVE-2021-25741, CVE-2017-1002101).`,
  mend: "Update the cluster to 1.23 or later, or to 1.22.2, 1.21.5, 1.20.11 or 1.19.15.\nUntil then, mount the whole volume, and name the folder in the configuration of the program.",
  leave:
    "Leave it where the nodes have one of these patches.\nA newer cluster is not affected: nothing is said where `kubernetesVersion` is 1.23 or later, or is not set.",

  on: containers,
  *check(container, { cluster }) {
    if (cluster.kubernetes >= MENDED) return;
    for (const mount of mountsOf(container)) {
      const at = mount.at("subPath").exists ? mount.at("subPath") : mount.at("subPathExpr");
      if (!at.exists) continue;
      const volume = volumeOf(mount);
      if (READ_ONLY.some((source) => volume?.at(source).exists)) continue;
      yield { at, message: `${titleOf(container)} mounts a part of a volume, out of which an old kubelet can be led.` };
    }
  },

  examples: [
    {
      title: "A part of a volume that the container writes to",
      kubernetes: 21,
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.20
      volumeMounts:
        - name: data
          mountPath: /var/cache/nginx
          subPath: cache
                   ^^^^^ Container "web" mounts a part of a volume, out of which an old kubelet can be led.
        - name: config
          mountPath: /etc/nginx/nginx.conf
          subPath: nginx.conf
  volumes:
    - name: data
      persistentVolumeClaim:
        claimName: data
    - name: config
      configMap:
        name: web
`,
    },
    {
      title: "A newer kubelet looks twice",
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
        - name: data
          mountPath: /var/cache/nginx
          subPath: cache
  volumes:
    - name: data
      persistentVolumeClaim:
        claimName: data
`,
    },
  ],
});
