import { Proposal } from "../model/change.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

/** What the API server fills in for a container that says nothing, and from which bounds of a LimitRange it takes it. */
const DEFAULTS = [
  { of: "memory", at: "default", sources: ["default", "max"], sentence: "memory limit", proposal: "256Mi" },
  {
    of: "cpu",
    at: "defaultRequest",
    sources: ["defaultRequest", "default", "max", "min"],
    sentence: "CPU request",
    proposal: "100m",
  },
] as const;

export default rule({
  id: "limit-range-without-defaults",
  severity: "info",
  summary: "A LimitRange for containers should give those a memory limit and a CPU request that say nothing.",
  presets: ["strict"],
  fixable: "choice",
  why: `A LimitRange that only forbids leaves a container that says nothing as it is, without a memory limit and without a CPU request: that one may take all the memory of its node.
With defaults, whoever forgets is bounded, too.`,
  mend: `Set \`default\` for memory and \`defaultRequest\` for CPU.
Where \`max\` is written, it counts as the default, and a \`default\` counts as the default request.
Pods that run already stay as they are; one made anew may be ended when it takes more than the default.`,
  leave: `Leave it where another LimitRange of the namespace has the defaults.
Other tools ask for minima, maxima and a default CPU limit as well: those are for an organisation to decide.`,

  on: kind("LimitRange"),
  *check(range) {
    const items = range.at("spec", "limits").children.filter((item) => item.at("type").value === "Container");
    const [first] = items;
    if (first === undefined) return;
    for (const { of, at, sources, sentence, proposal } of DEFAULTS) {
      if (items.some((item) => sources.some((source) => item.at(source, of).exists))) continue;
      yield {
        at: first.at("type"),
        message: `LimitRange "${range.name}" gives no ${sentence} to a container that says none.`,
        fixes: [
          {
            title: `Set a default ${sentence}`,
            safety: "choice",
            changes: () => [{ at: first.at(at, of), value: new Proposal(proposal) }],
          },
        ],
      };
    }
  },

  examples: [
    {
      title: "A least amount of memory is no limit",
      bad: `
apiVersion: v1
kind: LimitRange
metadata:
  name: team
spec:
  limits:
    - type: Container
            ^^^^^^^^^ LimitRange "team" gives no memory limit to a container that says none.
      min:
        cpu: 50m
        memory: 16Mi
`,
      fixed: `
apiVersion: v1
kind: LimitRange
metadata:
  name: team
spec:
  limits:
    - type: Container
      min:
        cpu: 50m
        memory: 16Mi
      default:
        memory: 256Mi
`,
    },
    {
      title: "The most that is allowed is also the default",
      good: `
apiVersion: v1
kind: LimitRange
metadata:
  name: team
spec:
  limits:
    - type: Container
      defaultRequest:
        cpu: 100m
      max:
        memory: 1Gi
    - type: PersistentVolumeClaim
      min:
        storage: 1Gi
`,
    },
  ],
});
