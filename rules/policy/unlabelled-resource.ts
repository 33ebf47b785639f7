import { Proposal } from "../model/change.ts";
import { told } from "../model/globs.ts";
import { isPatch } from "../model/patches.ts";
import { WORKLOADS } from "../model/pods.ts";
import { kindsSchema, lacking, type RequiredEntries, requiredSchema } from "../model/required-entries.ts";
import { applied, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly labels: RequiredEntries;
  readonly kinds?: readonly string[];
}

export default rule<Resource, Options>({
  id: "unlabelled-resource",
  severity: "warning",
  summary: "A resource must bear the labels that the organisation goes by.",
  fixable: "choice",
  options: {
    properties: {
      labels: requiredSchema(
        'The labels that must be there, and patterns of which the value must match one; an empty list takes any value: `{"owner": [], "env": ["prod", "test-*"]}`.',
      ),
      kinds: kindsSchema(
        "The kinds that must bear them, with their groups: `apps/Deployment`, `Service`; without this, those that run pods.",
      ),
    },
    required: ["labels"],
  },
  why: `Labels tell people and tools whose a workload is: who is called at night, who pays, what a NetworkPolicy or a backup holds.
What lacks them is found by nobody when it matters, and slips past each policy that selects by them.`,
  mend: "Add the label, or give it one of the values that are allowed.",
  leave:
    "Leave it where a tool adds them before anything is applied, as Kustomize's `labels` do, and judge what it makes instead.",

  on: applied,
  *check(resource, { options: { labels, kinds } }) {
    if (!(kinds?.includes(resource.groupKind) ?? WORKLOADS.has(resource.groupKind)) || isPatch(resource)) return;
    for (const { at, key, value, allowed, proposal } of lacking(resource.at("metadata", "labels"), labels)) {
      yield {
        at: value === undefined ? at.underline(resource.place.span) : at,
        message:
          value === undefined
            ? `${resource.kind} "${resource.name}" has no label "${key}".`
            : `Label "${key}" is not ${told(allowed)}.`,
        fixes:
          proposal === undefined
            ? []
            : [
                {
                  title: `Set ${key} to ${proposal}`,
                  safety: "choice",
                  changes: () => [{ at, value: new Proposal(proposal) }],
                },
              ],
      };
    }
  },

  examples: [
    {
      title: "A label is missing, and another has a value of its own",
      options: { labels: { owner: [], env: ["prod", "test-*"] } },
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
        ^^^ Deployment "web" has no label "owner".
  labels:
    env: production
         ^^^^^^^^^^ Label "env" is not "prod" or "test-*".
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.27
`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels:
    env: prod
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.27
`,
    },
    {
      title: "Other kinds are asked only where they are named",
      options: { labels: { owner: [], env: ["prod", "test-*"] } },
      good: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
    },
    {
      title: "A kind that is named must bear them, too",
      options: { labels: { env: ["prod"] }, kinds: ["Service"] },
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: web
        ^^^ Service "web" has no label "env".
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
      fixed: `
apiVersion: v1
kind: Service
metadata:
  name: web
  labels:
    env: prod
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
    },
    {
      title: "A patch need not say it again",
      options: { labels: { owner: [], env: ["prod", "test-*"] } },
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          args: [--verbose]
`,
    },
  ],
});
