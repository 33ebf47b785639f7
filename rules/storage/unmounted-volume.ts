import { allOf } from "../model/mounts.ts";
import { isFragment } from "../model/patches.ts";
import { containersOf, type Pod, volumes } from "../model/pods.ts";
import { rule } from "../rule.ts";

/** Volumes for a container that a webhook adds: https://cloud.google.com/kubernetes-engine/docs/how-to/cloud-storage-fuse-csi-driver-sidecar */
const MOUNTED_LATER = /^gke-gcsfuse-/;

export default rule({
  id: "unmounted-volume",
  severity: "info",
  summary: "A volume should be mounted by a container of its pod.",
  presets: ["recommended"],
  fixable: "review",
  why: `A volume that nobody mounts is a mount that was forgotten, or the rest of one that was taken away.
The kubelet prepares it all the same: where its Secret, ConfigMap or claim is missing, the pod stays in \`ContainerCreating\` for a file that nobody reads, and a Secret lies on the node for nothing.`,
  mend: "Mount it where it is needed, or remove it.\nThe fix removes it, which makes new pods.",
  leave: "Leave it where a webhook adds a container that mounts it, as that of a service mesh or of a secret store.",

  on: volumes,
  *check(volume) {
    const { pod } = volume;
    const name = volume.at("name");
    if (name.string === undefined || MOUNTED_LATER.test(name.string)) return;
    if (pod.isPart || isFragment(pod.owner) || mountedIn(pod).has(name.string)) return;

    yield {
      at: name,
      message: `Nobody mounts volume "${name.string}".`,
      tag: "unnecessary",
      fixes: [{ title: "Remove the volume", safety: "review", changes: () => [{ at: volume.place, remove: true }] }],
    };
  },

  examples: [
    {
      title: "The rest of a mount that was taken away",
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
    - name: certificate
            ^^^^^^^^^^^ Nobody mounts volume "certificate".
      secret:
        secretName: web-tls
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
      emptyDir: {}
`,
    },
    {
      title: "An init container or a device will do",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  initContainers:
    - name: prepare
      image: registry.example.com/shop/prepare:1.0
      volumeMounts:
        - name: scripts
          mountPath: /scripts
  containers:
    - name: db
      image: registry.example.com/shop/db:1.0
      volumeDevices:
        - name: disk
          devicePath: /dev/xvda
  volumes:
    - name: scripts
      configMap:
        name: scripts
    - name: disk
      persistentVolumeClaim:
        claimName: disk
`,
    },
  ],
});

/** The names of the volumes that the containers of a pod mount, if the text shows all of them. Throws `unknowable`. */
function mountedIn(pod: Pod): ReadonlySet<string | undefined> {
  allOf(pod.spec.at("initContainers"));
  allOf(pod.spec.at("containers"));
  const mounts = containersOf(pod).flatMap((it) => [...allOf(it.at("volumeMounts")), ...allOf(it.at("volumeDevices"))]);
  return new Set(mounts.map((it) => it.at("name").string));
}
