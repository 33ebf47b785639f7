import { standTogether } from "../model/branches.ts";
import { type Mount, mountsOf } from "../model/mounts.ts";
import { containers } from "../model/pods.ts";
import { isPrivileged, mentionOf } from "../model/security-context.ts";
import { type Finding, rule } from "../rule.ts";

export default rule({
  id: "refused-mount",
  severity: "error",
  summary: "What a volume mount says must not contradict itself or its container.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server refuses a pod in which
- a container that is not privileged passes mounts on to the node,
- a mount is read-only throughout (\`recursiveReadOnly\`) and not read-only, or passes mounts on,
- a path within the volume is given twice, is absolute or leads out of the volume.`,
  mend: "Say what is meant, and leave out the rest.\nThe fix takes away what contradicts, or sets `readOnly` where all that is mounted below shall be so.",
  leave: "Leave it in tests of what Kubernetes refuses.",

  on: containers,
  *check(container) {
    for (const mount of mountsOf(container)) {
      yield* propagation(mount);
      yield* readOnlyThroughout(mount);
      yield* pathWithin(mount);
    }
  },

  examples: [
    {
      title: "Only a privileged container passes its mounts on",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: driver
spec:
  containers:
    - name: driver
      image: registry.example.com/storage/driver:1.9
      volumeMounts:
        - name: shares
          mountPath: /mnt/shares
          mountPropagation: Bidirectional
                            ^^^^^^^^^^^^^ Mounts below "/mnt/shares" cannot pass to the node, as container "driver" is not privileged.
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
      title: "What is read-only throughout is read-only",
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
        - name: site
          mountPath: /usr/share/nginx/html
          recursiveReadOnly: Enabled
                             ^^^^^^^ The mount at "/usr/share/nginx/html" is read-only throughout, and not read-only.
  volumes:
    - name: site
      hostPath:
        path: /srv/site
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
        - name: site
          mountPath: /usr/share/nginx/html
          recursiveReadOnly: Enabled
          readOnly: true
  volumes:
    - name: site
      hostPath:
        path: /srv/site
`,
    },
    {
      title: "A path within a volume is one, and stays there",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      env:
        - name: POD_NAME
          valueFrom:
            fieldRef:
              fieldPath: metadata.name
      volumeMounts:
        - name: data
          mountPath: /logs
          subPath: logs
                   ^^^^ The mount at "/logs" has both a subPath and a subPathExpr.
          subPathExpr: logs/$(POD_NAME)
        - name: data
          mountPath: /cache
          subPath: /cache
                   ^^^^^^ The mount at "/cache" has the path "/cache" within its volume, which is absolute.
        - name: data
          mountPath: /other
          subPath: ../other
                   ^^^^^^^^ The mount at "/other" has the path "../other" within its volume, which leads out of it.
  volumes:
    - name: data
      persistentVolumeClaim:
        claimName: data
`,
    },
    {
      title: "Mounts that say one thing",
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
        - name: shares
          mountPath: /mnt/shares
          mountPropagation: Bidirectional
        - name: shares
          mountPath: /mnt/old
          subPath: old/2024..2025
          readOnly: true
          recursiveReadOnly: IfPossible
          mountPropagation: None
  volumes:
    - name: shares
      hostPath:
        path: /mnt/shares
`,
    },
  ],
});

const pathOf = (mount: Mount): string => mount.at("mountPath").shown;

function* propagation(mount: Mount): Iterable<Finding> {
  const at = mount.at("mountPropagation");
  if (at.value !== "Bidirectional" || isPrivileged(mount.container)) return;
  yield {
    at,
    message: `Mounts below "${pathOf(mount)}" cannot pass to the node, as ${mentionOf(mount.container)} is not privileged.`,
    fixes: [
      {
        title: "Let mounts pass to the container only",
        safety: "review",
        changes: () => [{ at, value: "HostToContainer" }],
      },
    ],
  };
}

function* readOnlyThroughout(mount: Mount): Iterable<Finding> {
  const at = mount.at("recursiveReadOnly");
  if (at.value !== "Enabled" && at.value !== "IfPossible") return;
  const readOnly = mount.at("readOnly");
  const propagation = mount.at("mountPropagation");
  if (readOnly.value !== true) {
    yield {
      at,
      message: `The mount at "${pathOf(mount)}" is read-only throughout, and not read-only.`,
      fixes: [{ title: "Set readOnly to true", safety: "review", changes: () => [{ at: readOnly, value: true }] }],
    };
  }
  if (propagation.exists && propagation.value !== "None") {
    yield {
      at: propagation,
      message: `The mount at "${pathOf(mount)}" is read-only throughout, and passes mounts on.`,
      fixes: [
        { title: "Remove mountPropagation", safety: "review", changes: () => [{ at: propagation, remove: true }] },
      ],
    };
  }
}

function* pathWithin(mount: Mount): Iterable<Finding> {
  const subPath = mount.at("subPath");
  if (subPath.exists && mount.at("subPathExpr").exists && standTogether(subPath, mount.at("subPathExpr"))) {
    yield { at: subPath, message: `The mount at "${pathOf(mount)}" has both a subPath and a subPathExpr.` };
  }
  for (const at of [subPath, mount.at("subPathExpr")]) {
    const path = at.string;
    if (path === undefined || !(path.startsWith("/") || path.split("/").includes(".."))) continue;
    const fault = path.startsWith("/") ? "is absolute" : "leads out of it";
    yield { at, message: `The mount at "${pathOf(mount)}" has the path "${path}" within its volume, which ${fault}.` };
  }
}
