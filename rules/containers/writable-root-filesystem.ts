import type { Change } from "../model/change.ts";
import { type Container, containers, containersOf } from "../model/pods.ts";
import { isPrivileged, security, titleOf, valueOrName } from "../model/security-context.ts";
import { ifKnown } from "../model/unknowable.ts";
import { isForWindows } from "../model/windows.ts";
import { type Fix, rule } from "../rule.ts";

export default rule({
  id: "writable-root-filesystem",
  severity: "warning",
  summary: "A container's root file system should be read-only.",
  presets: ["recommended"],
  fixable: "review",
  why: `Whoever runs code in a container with a writable root file system can drop a tool into it, replace the program that it runs, or change its configuration, and stays until the container is restarted.
With a read-only one, what was attacked is what was built: there is nowhere to put a miner, and no script to overwrite.`,
  mend: `Set \`readOnlyRootFilesystem: true\`, and mount an \`emptyDir\` at each path that the process must write to.
A process that writes elsewhere fails with \`Read-only file system\` (\`EROFS\`): most want \`/tmp\`, web servers also a cache and a place for their process id, runtimes a home folder.
To see what a running container has written, look for what is newer than the file that the kubelet writes as it starts: \`kubectl exec … -- find / -xdev -type f -newer /etc/hosts\`.`,
  leave:
    "Leave it for containers that install or unpack something into their own image when they start, until that has moved into the image.",

  on: containers,
  *check(container) {
    if (container.list === "ephemeralContainers" || isForWindows(container.pod) || isPrivileged(container)) return;
    const readOnly = security(container, "readOnlyRootFilesystem");
    if (readOnly.value === true) return;

    const close = (): readonly Change[] => [{ at: readOnly, value: true }];
    const fixes: Fix[] = [{ title: "Make the root file system read-only", safety: "review", changes: close }];
    const mount = ifKnown(() => (lacksTmp(container) ? tmp(container) : undefined), undefined);
    if (mount?.every(({ at }) => at.writable)) {
      fixes.push({
        title: "Make the root file system read-only, with an emptyDir at /tmp",
        safety: "review",
        changes: () => [...close(), ...mount],
      });
    }
    yield {
      at: valueOrName(container, readOnly),
      message: `${titleOf(container)} can write to its root file system.`,
      fixes,
    };
  },

  examples: [
    {
      title: "A container may write to its root file system unless it says otherwise",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
            ^^^ Container "web" can write to its root file system.
      image: nginx:1.27
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
      securityContext:
        readOnlyRootFilesystem: true
`,
      alsoFixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        readOnlyRootFilesystem: true
      volumeMounts:
        - name: tmp
          mountPath: /tmp
  volumes:
    - name: tmp
      emptyDir: {}
`,
    },
    {
      title: "Where a volume is called tmp already, the new one is called otherwise",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        readOnlyRootFilesystem: false
                                ^^^^^ Container "web" can write to its root file system.
      volumeMounts:
        - name: tmp
          mountPath: /var/cache/nginx
  volumes:
    - name: tmp
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
      securityContext:
        readOnlyRootFilesystem: true
      volumeMounts:
        - name: tmp
          mountPath: /var/cache/nginx
  volumes:
    - name: tmp
      emptyDir: {}
`,
      alsoFixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        readOnlyRootFilesystem: true
      volumeMounts:
        - name: tmp
          mountPath: /var/cache/nginx
        - name: tmp-2
          mountPath: /tmp
  volumes:
    - name: tmp
      emptyDir: {}
    - name: tmp-2
      emptyDir: {}
`,
    },
    {
      title: "A privileged container mounts its root file system anew as it likes",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  containers:
    - name: agent
      image: ghcr.io/shop/agent:2.1
      securityContext:
        privileged: true
`,
    },
    {
      title: "On Windows the field is refused",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022
`,
    },
  ],
});

/** Whether nothing is mounted at `/tmp` yet. */
function lacksTmp(container: Container): boolean {
  const paths = container.at("volumeMounts").children.map((mount) => mount.at("mountPath").string);
  return !paths.some((path) => path !== undefined && /^\/tmp\/*$/.test(path));
}

/** An `emptyDir` of the container's own, mounted at `/tmp`. */
function tmp(container: Container): readonly Change[] {
  const volumes = container.pod.spec.at("volumes");
  const mounts = container.at("volumeMounts");
  const taken = new Set(volumes.children.map((volume) => volume.at("name").string));
  // Each container of the pod would take another name and place, so that all may be mended at once.
  const others = containersOf(container.pod);
  const own = others.length > 1 && /^[a-z0-9-]{1,50}$/.test(container.name) ? `tmp-${container.name}` : "tmp";
  let name = own;
  for (let number = 2; taken.has(name); number++) name = `${own}-${number}`;
  return [
    { at: mounts.at(mounts.children.length), value: { name, mountPath: "/tmp" } },
    { at: volumes.at(volumes.children.length), value: { name, emptyDir: {} } },
  ];
}
