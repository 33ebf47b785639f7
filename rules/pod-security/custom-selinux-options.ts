import type { Place } from "../model/place.ts";
import {
  isContainer,
  isOverridden,
  isPrivileged,
  overridden,
  podsAndContainers,
  security,
  titleOf,
} from "../model/security-context.ts";
import type { Minor } from "../model/versions.ts";
import { rule } from "../rule.ts";

const OPTIONS = "seLinuxOptions";

/** The types that confine a container as the default one does, and since which version of the Pod Security Standards they are held to. */
const CONFINED_TYPES: ReadonlyMap<unknown, Minor> = new Map([
  ["container_t", 0],
  ["container_init_t", 0],
  ["container_kvm_t", 0],
  ["container_engine_t", 31],
]);

export default rule({
  id: "custom-selinux-options",
  severity: "warning",
  summary: "A container must keep the SELinux type, user and role that confine containers.",
  presets: ["recommended", "pod-security-baseline"],
  fixable: "review",
  why: `On nodes with SELinux it is the type \`container_t\` that keeps a container from the files and processes of the node, even one that is root and has broken its other bounds.
Another type (\`spc_t\` above all), user or role may lift that, and Pod Security cannot know what a policy makes of it, so it refuses them.`,
  mend: `Remove \`type\`, \`user\` and \`role\`, and keep \`level\`, which only separates pods from each other.
A process that reads or writes files of the node is then refused: the node's audit log says \`avc: denied\` and what was asked.
Volumes that the pod owns are relabelled for it, so they need no type.`,
  leave: "Leave it for node agents for which your nodes have a policy of its own, in a namespace of their own.",

  on: podsAndContainers,
  *check(subject, { cluster }) {
    const isExact = cluster.podSecurityLevel !== undefined;
    const isFree = (option: string, { value }: Place): boolean =>
      value === undefined ||
      value === "" ||
      (option === "type" && cluster.podSecurity >= (CONFINED_TYPES.get(value) ?? Number.POSITIVE_INFINITY));
    if (!isExact && isContainer(subject) && isPrivileged(subject)) return;

    for (const option of ["type", "user", "role"]) {
      const at = security(subject, OPTIONS, option);
      if (isFree(option, at) || at.string === undefined) continue;
      const isDead =
        !isExact && !isContainer(subject) && isOverridden(subject, [OPTIONS], (own) => isFree(option, own.at(option)));
      if (isDead) continue;
      yield {
        at,
        message: `${titleOf(subject)} has the SELinux ${option} "${at.string}".`,
        see: overridden(subject, OPTIONS, option),
        fixes: [{ title: `Remove the SELinux ${option}`, safety: "review", changes: () => [{ at, remove: true }] }],
      };
    }
  },

  examples: [
    {
      title: "The type spc_t confines nothing",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: backup
spec:
  securityContext:
    seLinuxOptions:
      type: spc_t # to read the volume
            ^^^^^ Pod "backup" has the SELinux type "spc_t".
      level: s0:c123,c456
  containers:
    - name: backup
      image: ghcr.io/shop/backup:4.0
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: backup
spec:
  securityContext:
    seLinuxOptions:
      level: s0:c123,c456
  containers:
    - name: backup
      image: ghcr.io/shop/backup:4.0
`,
    },
    {
      title: "User and role are the node's to choose",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: backup
spec:
  containers:
    - name: backup
      image: ghcr.io/shop/backup:4.0
      securityContext:
        runAsNonRoot: true
        seLinuxOptions:
          user: system_u
                ^^^^^^^^ Container "backup" has the SELinux user "system_u".
          role: system_r
                ^^^^^^^^ Container "backup" has the SELinux role "system_r".
          type: container_t
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: backup
spec:
  containers:
    - name: backup
      image: ghcr.io/shop/backup:4.0
      securityContext:
        runAsNonRoot: true
        seLinuxOptions:
          type: container_t
`,
    },
    {
      title: "A level only separates, and a container may build others",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: builder
spec:
  securityContext:
    seLinuxOptions:
      level: s0:c123,c456
  containers:
    - name: builder
      image: ghcr.io/shop/builder:1.1
      securityContext:
        seLinuxOptions:
          type: container_engine_t
`,
    },
    {
      title: "Before 1.31 Pod Security did not know the type that builds",
      podSecurity: 30,
      podSecurityLevel: "baseline",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: builder
spec:
  containers:
    - name: builder
      image: ghcr.io/shop/builder:1.1
      securityContext:
        seLinuxOptions:
          type: container_engine_t
                ^^^^^^^^^^^^^^^^^^ Container "builder" has the SELinux type "container_engine_t".
          level: s0:c123,c456
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: builder
spec:
  containers:
    - name: builder
      image: ghcr.io/shop/builder:1.1
      securityContext:
        seLinuxOptions:
          level: s0:c123,c456
`,
    },
  ],
});
