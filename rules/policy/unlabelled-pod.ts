import { Proposal } from "../model/change.ts";
import { told } from "../model/globs.ts";
import { isPatch } from "../model/patches.ts";
import { type Pod, pods } from "../model/pods.ts";
import { lacking, type RequiredEntries, requiredSchema } from "../model/required-entries.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly labels: RequiredEntries;
}

export default rule<Pod, Options>({
  id: "unlabelled-pod",
  severity: "warning",
  summary: "A pod must bear the labels that the organisation goes by.",
  fixable: "choice",
  options: {
    properties: {
      labels: requiredSchema(
        'The labels that each pod must bear, and patterns of which the value must match one; an empty list takes any value: `{"team": [], "env": ["prod", "test"]}`.',
      ),
    },
    required: ["labels"],
  },
  why: `Labels of a Deployment are not those of its pods, and it is pods that cost money, send traffic and write logs.
Kubecost and OpenCost charge by the labels of pods, NetworkPolicies and alerts select by them: a pod without them is charged to nobody and guarded by nothing.`,
  mend: `Add the label under \`template.metadata.labels\`; the pods are replaced once.
The selector of a Deployment cannot be changed, and need not be.`,
  leave: "Leave it where a tool or a webhook adds the labels.",

  on: pods,
  *check(pod, { options: { labels } }) {
    if (pod.isPart || isPatch(pod.owner)) return;
    for (const { at, key, value, allowed, proposal } of lacking(pod.place.at("metadata", "labels"), labels)) {
      yield {
        at: value === undefined ? at.underline(pod.owner.place.span) : at,
        message:
          value === undefined
            ? `${pod.isBare ? `${titleOf(pod)} has no label "${key}"` : `Pods of ${titleOf(pod)} have no label "${key}"`}.`
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
      title: "The labels of a Deployment are not those of its pods",
      options: { labels: { team: ["shop", "search"] } },
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
        ^^^ Pods of Deployment "web" have no label "team".
  labels:
    team: shop
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
---
apiVersion: v1
kind: Pod
metadata:
  name: shop
        ^^^^ Pod "shop" has no label "team".
spec:
  containers:
    - name: shop
      image: nginx:1.27
`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels:
    team: shop
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
        team: shop
    spec:
      containers:
        - name: web
          image: nginx:1.27
---
apiVersion: v1
kind: Pod
metadata:
  name: shop
  labels:
    team: shop
spec:
  containers:
    - name: shop
      image: nginx:1.27
`,
    },
    {
      title: "A value must be one that is known",
      options: { labels: { team: ["shop", "search"] } },
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    team: shops
          ^^^^^ Label "team" is not "shop" or "search".
spec:
  containers:
    - name: web
      image: nginx:1.27
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    team: shop
spec:
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "Any value will do where none is named",
      options: { labels: { team: [] } },
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    team: shops
spec:
  containers:
    - name: web
      image: nginx:1.27
`,
    },
  ],
});
