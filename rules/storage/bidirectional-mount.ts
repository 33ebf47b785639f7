import { mountsOf } from "../model/mounts.ts";
import { containers } from "../model/pods.ts";
import { isPrivileged, titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "bidirectional-mount",
  severity: "warning",
  summary: "A container should not pass its mounts on to the node.",
  presets: ["strict"],
  fixable: "review",
  why: `With \`mountPropagation: Bidirectional\`, what the container mounts appears on the node and in every pod that mounts the same path.
Whoever takes it over lays a file system of theirs over what others read, and what it leaves mounted when it ends keeps disks and pods from being taken away.`,
  mend: "Remove `mountPropagation`, or set `HostToContainer` where the container only needs to see what the node mounts.\nA driver that mounts volumes for other pods stops working without it.",
  leave: "Leave it for CSI drivers and others that mount for the node, in a namespace of their own.",

  on: containers,
  *check(container) {
    for (const mount of mountsOf(container)) {
      const at = mount.at("mountPropagation");
      // Without privileges it is refused, which is told elsewhere.
      if (at.value !== "Bidirectional" || !isPrivileged(container)) continue;
      yield {
        at,
        message: `${titleOf(container)} passes on to the node what it mounts below "${mount.at("mountPath").shown}".`,
        fixes: [
          {
            title: "Let mounts pass to the container only",
            safety: "review",
            changes: () => [{ at, value: "HostToContainer" }],
          },
        ],
      };
    }
  },

  examples: [
    {
      title: "What the container mounts, the node has",
      bad: `
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
        - name: shares
          mountPath: /mnt/shares
          mountPropagation: Bidirectional
                            ^^^^^^^^^^^^^ Container "driver" passes on to the node what it mounts below "/mnt/shares".
  volumes:
    - name: shares
      hostPath:
        path: /mnt/shares
`,
      fixed: `
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
        - name: shares
          mountPath: /mnt/shares
          mountPropagation: HostToContainer
  volumes:
    - name: shares
      hostPath:
        path: /mnt/shares
`,
    },
    {
      title: "Mounts of the node may pass to the container",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: watch
spec:
  containers:
    - name: watch
      image: registry.example.com/ops/watch:1.2
      volumeMounts:
        - name: shares
          mountPath: /mnt/shares
          readOnly: true
          mountPropagation: HostToContainer
  volumes:
    - name: shares
      hostPath:
        path: /mnt/shares
`,
    },
  ],
});
