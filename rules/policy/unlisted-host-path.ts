import { globsSchema, isWithin, told } from "../model/globs.ts";
import { plainPath } from "../model/host-paths.ts";
import { isReadOnly, mountsOfVolume } from "../model/mounts.ts";
import { type Volume, volumes } from "../model/pods.ts";
import { mentionOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly paths: readonly string[];
  readonly readOnlyPaths?: readonly string[];
}

export default rule<Volume, Options>({
  id: "unlisted-host-path",
  severity: "warning",
  summary: "A pod must see no folder of its node but those that the organisation has opened.",
  fixable: "review",
  options: {
    properties: {
      paths: globsSchema("Folders of the node that pods may mount, with all below: `/var/log/shop`, `/data/*/cache`."),
      readOnlyPaths: globsSchema("Folders of the node that pods may mount only to read, with all below: `/var/log`."),
    },
    required: ["paths"],
  },
  why: `Who reads the node's files finds keys of the cluster and tokens of every pod; who writes them is root on the node soon.
A list of folders lets agents do their work, and keeps everybody else out.`,
  mend: "Mount a volume that is no folder of the node, or a folder that is opened; where it is opened to read, set `readOnly: true` on the mount.",
  leave: "Leave it where an exception was made. A folder counts by whole names: `/data` does not open `/database`.",

  on: volumes,
  *check(volume, { options: { paths, readOnlyPaths = [] } }) {
    const at = volume.at("hostPath", "path");
    const written = at.string;
    if (written === undefined) return;
    const path = plainPath(written);
    if (paths.some((it) => isWithin(path, it))) return;
    if (!readOnlyPaths.some((it) => isWithin(path, it))) {
      yield {
        at,
        message: `Volume "${volume.name}" mounts a folder that is not within ${told([...paths, ...readOnlyPaths])}.`,
      };
      return;
    }
    for (const mount of mountsOfVolume(volume)) {
      if (isReadOnly(mount)) continue;
      const readOnly = mount.at("readOnly");
      yield {
        at: readOnly,
        message: `Volume "${volume.name}" may only be read, but ${mentionOf(mount.container)} may write it.`,
        see: [{ at, message: "This folder may only be read." }],
        fixes: [{ title: "Mount it to read only", safety: "review", changes: () => [{ at: readOnly, value: true }] }],
      };
    }
  },

  examples: [
    {
      title: "A folder that may be read may not be written",
      options: { paths: ["/data/cache"], readOnlyPaths: ["/var/log"] },
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  containers:
    - name: agent
      image: registry.example.com/shop/agent:3.1
      volumeMounts:
        - name: logs
                ^^^^ Volume "logs" may only be read, but container "agent" may write it.
          mountPath: /logs
  volumes:
    - name: logs
      hostPath:
        path: /var/log/pods
              ~~~~~~~~~~~~~ This folder may only be read.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  containers:
    - name: agent
      image: registry.example.com/shop/agent:3.1
      volumeMounts:
        - name: logs
          mountPath: /logs
          readOnly: true
  volumes:
    - name: logs
      hostPath:
        path: /var/log/pods
`,
    },
    {
      title: "A folder counts by whole names",
      options: { paths: ["/data"] },
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  containers:
    - name: agent
      image: registry.example.com/shop/agent:3.1
  volumes:
    - name: data
      hostPath:
        path: /database
              ^^^^^^^^^ Volume "data" mounts a folder that is not within "/data".
`,
    },
    {
      title: "What lies below is opened, too",
      options: { paths: ["/data"], readOnlyPaths: ["/var/log"] },
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  containers:
    - name: agent
      image: registry.example.com/shop/agent:3.1
      volumeMounts:
        - name: logs
          mountPath: /logs
          readOnly: true
  volumes:
    - name: logs
      hostPath:
        path: /var/log/
    - name: data
      hostPath:
        path: /data/shop
    - name: tmp
      emptyDir: {}
`,
    },
  ],
});
