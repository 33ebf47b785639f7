import { Proposal } from "../model/change.ts";
import { allOf, mountsOf, volumeNamesOf } from "../model/mounts.ts";
import { isFragment } from "../model/patches.ts";
import { BUILT_IN_WORKLOADS, type Container, containers, containersOf } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { ifKnown } from "../model/unknowable.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "dangling-mount",
  severity: "error",
  summary: "A container may mount only volumes that its pod has.",
  presets: ["recommended"],
  fixable: "choice",
  why: "The API server refuses a pod in which a container mounts a volume that is neither among the pod's `volumes` nor made by a claim template of its StatefulSet.",
  mend: "Add the volume, or correct the name.\nThe fix proposes the volume that nobody mounts, where there is exactly one.",
  leave: "Leave it where a webhook adds the volume before the API server looks.",

  on: containers,
  *check(container) {
    const mounts = [...mountsOf(container).map(({ place }) => place), ...container.at("volumeDevices").children];
    const { owner } = container.pod;
    // Operators of other kinds add volumes of their own.
    if (mounts.length === 0 || !BUILT_IN_WORKLOADS.has(owner.groupKind) || isFragment(owner)) return;
    const names = volumeNamesOf(container.pod);
    for (const mount of mounts) {
      const name = mount.at("name");
      if (name.string === undefined || name.string === "" || names.has(name.string)) continue;
      const spare = ifKnown(() => unmounted(container, names), []);
      const [proposal] = spare;
      yield {
        at: name,
        message: `${titleOf(container)} mounts the volume "${name.string}", which its pod does not have.`,
        fixes:
          proposal === undefined || spare.length > 1
            ? []
            : [
                {
                  title: `Mount ${proposal}`,
                  safety: "choice",
                  changes: () => [{ at: name, value: new Proposal(proposal) }],
                },
              ],
      };
    }
  },

  examples: [
    {
      title: "A volume by another name",
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
        - name: config
                ^^^^^^ Container "web" mounts the volume "config", which its pod does not have.
          mountPath: /etc/nginx/conf.d
        - name: cache
          mountPath: /var/cache/nginx
  volumes:
    - name: configuration
      configMap:
        name: web
    - name: cache
      emptyDir: {}
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
        - name: configuration
          mountPath: /etc/nginx/conf.d
        - name: cache
          mountPath: /var/cache/nginx
  volumes:
    - name: configuration
      configMap:
        name: web
    - name: cache
      emptyDir: {}
`,
    },
    {
      title: "A pod without volumes, and a device",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  initContainers:
    - name: prepare
      image: postgres:16.4
      volumeDevices:
        - name: disk
                ^^^^ Container "prepare" mounts the volume "disk", which its pod does not have.
          devicePath: /dev/xvda
  containers:
    - name: db
      image: postgres:16.4
`,
    },
    {
      title: "A StatefulSet makes volumes of its claim templates",
      good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: postgres:16.4
          volumeMounts:
            - name: data
              mountPath: /var/lib/postgresql/data
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 10Gi
`,
    },
  ],
});

/** The volumes of a container's pod that no container mounts. */
function unmounted({ pod }: Container, names: ReadonlySet<string>): readonly string[] {
  const used = containersOf(pod)
    .flatMap((it) => [...allOf(it.at("volumeMounts")), ...allOf(it.at("volumeDevices"))])
    .map((it) => it.at("name").string);
  return [...names].filter((it) => !used.includes(it));
}
