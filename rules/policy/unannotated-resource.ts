import { Proposal } from "../model/change.ts";
import { told } from "../model/globs.ts";
import { isPatch } from "../model/patches.ts";
import { WORKLOADS } from "../model/pods.ts";
import { kindsSchema, lacking, type RequiredEntries, requiredSchema } from "../model/required-entries.ts";
import { applied, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly annotations: RequiredEntries;
  readonly kinds?: readonly string[];
}

export default rule<Resource, Options>({
  id: "unannotated-resource",
  severity: "warning",
  summary: "A resource must bear the annotations that the organisation goes by.",
  fixable: "choice",
  options: {
    properties: {
      annotations: requiredSchema(
        'The annotations that must be there, and patterns of which the value must match one; an empty list takes any value: `{"example.com/contact": ["*@example.com"]}`.',
      ),
      kinds: kindsSchema(
        "The kinds that must bear them, with their groups: `apps/Deployment`, `Service`; without this, those that run pods.",
      ),
    },
    required: ["annotations"],
  },
  why: `Annotations tell people and tools what a name cannot: whom to write to, where the runbook is, which secret store or load balancer is meant.
What lacks them is nobody's when it matters.`,
  mend: "Add the annotation, or give it one of the values that are allowed.",
  leave:
    "Leave it where a tool adds them before anything is applied, as Kustomize's `commonAnnotations` do, and judge what it makes instead.",

  on: applied,
  *check(resource, { options: { annotations, kinds } }) {
    if (!(kinds?.includes(resource.groupKind) ?? WORKLOADS.has(resource.groupKind)) || isPatch(resource)) return;
    for (const { at, key, value, allowed, proposal } of lacking(resource.at("metadata", "annotations"), annotations)) {
      yield {
        at: value === undefined ? at.underline(resource.place.span) : at,
        message:
          value === undefined
            ? `${resource.kind} "${resource.name}" has no annotation "${key}".`
            : `Annotation "${key}" is not ${told(allowed)}.`,
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
      title: "An annotation is missing, and another has a value of its own",
      options: { annotations: { "example.com/runbook": [], "example.com/tier": ["gold", "silver"] } },
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
        ^^^ Deployment "web" has no annotation "example.com/runbook".
  annotations:
    example.com/tier: best
                      ^^^^ Annotation "example.com/tier" is not "gold" or "silver".
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
  annotations:
    example.com/tier: gold
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
      options: { annotations: { "example.com/runbook": [], "example.com/tier": ["gold", "silver"] } },
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
      options: { annotations: { "example.com/tier": ["gold", "silver"] }, kinds: ["Service"] },
      bad: `
apiVersion: v1
kind: Service
metadata:
  name: web
        ^^^ Service "web" has no annotation "example.com/tier".
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
  annotations:
    example.com/tier: gold
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
    },
    {
      title: "A patch need not say it again",
      options: { annotations: { "example.com/runbook": [], "example.com/tier": ["gold", "silver"] } },
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
