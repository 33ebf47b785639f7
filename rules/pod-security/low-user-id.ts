import { Proposal } from "../model/change.ts";
import { isContainer, isOverridden, podsAndContainers, security, titleOf } from "../model/security-context.ts";
import { hasOwnUsers } from "../model/user-namespace.ts";
import { rule } from "../rule.ts";

/** Below this, distributions number their own users and groups, and the people that log in. */
const FIRST_FREE = 10_000;

export default rule({
  id: "low-user-id",
  severity: "info",
  summary: "A container should run as a user and group that its node does not have.",
  fixable: "choice",
  why: `A user id means the same on the node as in the container.
A process with the id 1000 that gets out is whoever has that id there, often the first person that was given an account, and reads what is theirs.`,
  mend: `Take an id of 10000 or more, and give it the files that the process writes (\`fsGroup\`, or \`chown\` in the image).
A process that cannot write any more logs \`permission denied\`.`,
  leave:
    "Leave it for images whose files belong to the id that they were built with; with `hostUsers: false` the ids of a pod are its own, and nothing is reported. An id that is not written is the image's business, and not reported either, as some other tools do.",

  on: podsAndContainers,
  *check(subject, { cluster }) {
    if (hasOwnUsers(isContainer(subject) ? subject.pod : subject, cluster.podSecurity)) return;
    for (const field of ["runAsUser", "runAsGroup"]) {
      const at = security(subject, field);
      const id = at.number;
      if (id === undefined || id < 1 || id >= FIRST_FREE) continue;
      if (!isContainer(subject) && isOverridden(subject, [field], () => true)) continue;
      yield {
        at,
        message: `${titleOf(subject)} runs as ${field === "runAsUser" ? "user" : "group"} ${id}, whom its node may have as well.`,
        fixes: [{ title: "Take 10001", safety: "choice", changes: () => [{ at, value: new Proposal(10001) }] }],
      };
    }
  },

  examples: [
    {
      title: "User 1000 is somebody on most nodes",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 1000
               ^^^^ Pod "web" runs as user 1000, whom its node may have as well.
    runAsGroup: 10001
  containers:
    - name: web
      image: nginx:1.27
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 10001
    runAsGroup: 10001
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "Ids that nobody has, and those of the image",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 1000
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        runAsUser: 10001
`,
    },
  ],
});
