import { Proposal } from "../model/change.ts";
import { isContainer, podsAndContainers, security, titleOf } from "../model/security-context.ts";
import { hasOwnUsers } from "../model/user-namespace.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "root-group",
  severity: "info",
  summary: "A container should not be told to run in root's group.",
  presets: ["strict"],
  fixable: "review",
  why: `Group 0 owns what root owns, and much of it is open to the group: a process that is in it writes to files of the image and of the node that are mounted with the mode \`664\`, though its user is not root.
\`fsGroup: 0\` gives every file of the pod's volumes to root's group as well.`,
  mend: `Take a group of your own, best the one that owns the files the process writes.
A process that leans on the group fails with \`permission denied\`.`,
  leave:
    "Leave it for images that are made for OpenShift, whose files belong to group 0 so that any user may run them.",

  on: podsAndContainers,
  *check(subject, { cluster }) {
    if (hasOwnUsers(isContainer(subject) ? subject.pod : subject, cluster.podSecurity)) return;
    const title = titleOf(subject);
    for (const field of ["runAsGroup", "fsGroup"]) {
      const at = security(subject, field);
      if (at.value !== 0 || (field === "fsGroup" && isContainer(subject))) continue;
      yield {
        at,
        message: field === "fsGroup" ? `${title} gives its volumes to root's group.` : `${title} runs in root's group.`,
        fixes: [{ title: "Take group 10001", safety: "choice", changes: () => [{ at, value: new Proposal(10001) }] }],
      };
    }
    for (const at of isContainer(subject) ? [] : security(subject, "supplementalGroups").children) {
      if (at.value !== 0) continue;
      yield {
        at,
        message: `${title} runs in root's group.`,
        fixes: [{ title: "Remove group 0", safety: "review", changes: () => [{ at, remove: true }] }],
      };
    }
  },

  examples: [
    {
      title: "Another user, but root's group",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    fsGroup: 0
             ^ Pod "web" gives its volumes to root's group.
    supplementalGroups: [0, 2000]
                         ^ Pod "web" runs in root's group.
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        runAsUser: 10001
        runAsGroup: 0
                    ^ Container "web" runs in root's group.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    fsGroup: 10001
    supplementalGroups: [2000]
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        runAsUser: 10001
        runAsGroup: 10001
`,
    },
    {
      title: "A group of its own, and root's among users of its own",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostUsers: false
  securityContext:
    runAsGroup: 0
    fsGroup: 2000
  containers:
    - name: web
      image: nginx:1.27
`,
    },
  ],
});
