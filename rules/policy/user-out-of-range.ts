import { Proposal } from "../model/change.ts";
import type { Place } from "../model/place.ts";
import { isInRange, type Range, rangesSchema, toldRanges } from "../model/ranges.ts";
import { isContainer, podsAndContainers, type Secured, security, titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly users?: readonly Range[];
  readonly groups?: readonly Range[];
  readonly fsGroups?: readonly Range[];
}

export default rule<Secured, Options>({
  id: "user-out-of-range",
  severity: "warning",
  summary: "A container must run as a user and groups that the organisation has set aside for it.",
  fixable: "choice",
  options: {
    properties: {
      users: rangesSchema('Ids that `runAsUser` may be: `[{"from": 10000, "to": 65535}]`.'),
      groups: rangesSchema("Ids that `runAsGroup` and `supplementalGroups` may be."),
      fsGroups: rangesSchema("Ids that `fsGroup` may be."),
    },
    required: [],
  },
  why: `Without user namespaces, a user of a container is the user of the same number on its node and on every disk and share that is mounted.
A number that belongs to somebody else there reads and writes what is his, as soon as the process breaks out or mounts it.`,
  mend: `Write a number from the range.
Files that the image or the volume holds may belong to another user and can then not be written: \`fsGroup\` changes that for most volumes.`,
  leave: `Leave it where an exception was made.
What a pod does not say is the image's to say, and not accused.`,

  on: podsAndContainers,
  *check(subject, { options: { users, groups, fsGroups } }) {
    const context = security(subject);
    yield* outside(subject, context.at("runAsUser"), "user", users);
    yield* outside(subject, context.at("runAsGroup"), "group", groups);
    if (isContainer(subject)) return;
    for (const it of context.at("supplementalGroups").children) yield* outside(subject, it, "group", groups);
    yield* outside(subject, context.at("fsGroup"), "file system group", fsGroups);
  },

  examples: [
    {
      title: "Users and groups have ranges of their own",
      options: {
        users: [{ from: 10000, to: 65535 }],
        groups: [{ from: 2000, to: 2000 }],
        fsGroups: [{ from: 1, to: 9 }],
      },
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 1000
               ^^^^ Pod "web" has user 1000, which is not in 10000 to 65535.
    fsGroup: 2000
             ^^^^ Pod "web" has file system group 2000, which is not in 1 to 9.
    supplementalGroups: [2000, 0]
                               ^ Pod "web" has group 0, which is not in 2000.
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        runAsGroup: 1000
                    ^^^^ Container "web" has group 1000, which is not in 2000.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 10000
    fsGroup: 1
    supplementalGroups: [2000, 2000]
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        runAsGroup: 2000
`,
    },
    {
      title: "What is not set sets no bounds",
      options: { users: [{ from: 10000, to: 65535 }] },
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 10000
    fsGroup: 2000
  containers:
    - name: web
      image: nginx:1.27
`,
    },
  ],
});

function* outside(subject: Secured, at: Place, what: string, ranges: readonly Range[] | undefined) {
  const id = at.number;
  const [first] = ranges ?? [];
  if (id === undefined || ranges === undefined || first === undefined || ranges.some((it) => isInRange(id, it))) return;
  yield {
    at,
    message: `${titleOf(subject)} has ${what} ${id}, which is not in ${toldRanges(ranges)}.`,
    fixes: [
      {
        title: `Write ${first.from}`,
        safety: "choice" as const,
        changes: () => [{ at, value: new Proposal(first.from) }],
      },
    ],
  };
}
