import { resourcesOf } from "../model/amounts.ts";
import { Proposal } from "../model/change.ts";
import { containersOf, volumes } from "../model/pods.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "unlimited-empty-dir",
  severity: "info",
  summary: "An emptyDir volume should have a size.",
  fixable: "choice",
  why: `An \`emptyDir\` lies on the disk of the node, which all its pods share.
Where neither the volume has a size nor every container a limit for ephemeral storage, one pod may fill that disk; the kubelet then evicts pods by its own lights, also those that wrote nothing.`,
  mend: `Set \`sizeLimit\`, or limits for \`ephemeral-storage\` on the containers, which hold their logs, too.
A pod that writes more into the volume is evicted, and its files are lost.`,
  leave: `Leave it where a LimitRange of the namespace limits ephemeral storage, which a manifest does not show.
Nearly every \`emptyDir\` is small, so no preset asks for this rule.
A volume in memory is another matter: see \`memory-volume-without-limit\`.`,

  on: volumes,
  *check(volume) {
    const emptyDir = volume.at("emptyDir");
    if (!emptyDir.exists || emptyDir.at("sizeLimit").exists || emptyDir.at("medium").value === "Memory") return;
    const containers = containersOf(volume.pod).filter((it) => it.list !== "ephemeralContainers");
    if (containers.every((it) => resourcesOf(it).at("limits", "ephemeral-storage").exists)) return;

    yield {
      at: emptyDir,
      message: `Volume "${volume.name}" may fill the disk of its node.`,
      fixes: [
        {
          title: "Set a size limit",
          safety: "choice",
          changes: () => [{ at: emptyDir.at("sizeLimit"), value: new Proposal("1Gi") }],
        },
      ],
    };
  },

  examples: [
    {
      title: "A cache without an end",
      bad: `
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
      emptyDir: {}
      ^^^^^^^^ Volume "cache" may fill the disk of its node.
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
      volumeMounts:
        - name: cache
          mountPath: /var/cache/nginx
  volumes:
    - name: cache
      emptyDir:
        sizeLimit: 1Gi
`,
    },
    {
      title: "Limits of the containers count what is in their volumes",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      resources:
        limits:
          ephemeral-storage: 2Gi
      volumeMounts:
        - name: cache
          mountPath: /var/cache/nginx
        - name: shm
          mountPath: /dev/shm
  volumes:
    - name: cache
      emptyDir: {}
    - name: shm
      emptyDir:
        medium: Memory
`,
    },
  ],
});
