import { Proposal } from "../model/change.ts";
import { mountsOfVolume } from "../model/mounts.ts";
import { containersOf, volumes } from "../model/pods.ts";
import { isLimited } from "../model/resources.ts";
import { rule } from "../rule.ts";

/** What a volume is called that holds sockets, which take no memory. */
const OF_SOCKETS = /(?:^|-)sock(?:et)?s?(?:-|$)/;

export default rule({
  id: "memory-volume-without-limit",
  severity: "warning",
  summary: "A volume in memory must have a size.",
  presets: ["recommended"],
  fixable: "choice",
  why: `Files of an \`emptyDir\` with \`medium: Memory\` lie in the memory of the node, and stay there when their container crashes and begins anew.
Where a container of the pod has no memory limit, the volume may grow to all the memory that the node has for pods: a cache that nobody empties, or an upload, then takes the node down with it.`,
  mend: `Set \`sizeLimit\` to what the files may take, and count it into the memory limit of the containers that write them.
A write beyond it fails with "no space left on device", which the program must be able to bear.`,
  leave:
    "Leave it where a LimitRange of the namespace gives every container a memory limit, which a manifest does not show: then the volume is held to their sum.",

  on: volumes,
  *check(volume, { cluster }) {
    const emptyDir = volume.at("emptyDir");
    if (emptyDir.at("medium").value !== "Memory" || emptyDir.at("sizeLimit").exists) return;
    if (OF_SOCKETS.test(volume.name)) return;
    const isHeld = containersOf(volume.pod).every((it) => isLimited(it, "memory", cluster.kubernetes));
    if (isHeld || mountsOfVolume(volume).length === 0) return;

    yield {
      at: emptyDir.at("medium"),
      message: `Volume "${volume.name}" may take all the memory of its node.`,
      fixes: [
        {
          title: "Set a size limit",
          safety: "choice",
          changes: () => [{ at: emptyDir.at("sizeLimit"), value: new Proposal("64Mi") }],
        },
      ],
    };
  },

  examples: [
    {
      title: "A volume in memory without an end",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: browser
spec:
  containers:
    - name: browser
      image: registry.example.com/tests/browser:128
      volumeMounts:
        - name: shm
          mountPath: /dev/shm
  volumes:
    - name: shm
      emptyDir:
        medium: Memory
                ^^^^^^ Volume "shm" may take all the memory of its node.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: browser
spec:
  containers:
    - name: browser
      image: registry.example.com/tests/browser:128
      volumeMounts:
        - name: shm
          mountPath: /dev/shm
  volumes:
    - name: shm
      emptyDir:
        medium: Memory
        sizeLimit: 64Mi
`,
    },
    {
      title: "What all containers are held to holds the volume, too",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: browser
spec:
  containers:
    - name: browser
      image: registry.example.com/tests/browser:128
      resources:
        limits:
          memory: 2Gi
      volumeMounts:
        - name: shm
          mountPath: /dev/shm
        - name: profile
          mountPath: /home/browser
  volumes:
    - name: shm
      emptyDir: { medium: Memory }
    - name: profile
      emptyDir: {}
`,
    },
    {
      title: "Sockets take no memory",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: driver
spec:
  containers:
    - name: driver
      image: registry.example.com/ops/driver:2.1
      volumeMounts:
        - name: socket-dir
          mountPath: /csi
  volumes:
    - name: socket-dir
      emptyDir: { medium: Memory }
`,
    },
  ],
});
