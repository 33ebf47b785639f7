import { matchesAny, told } from "../model/globs.ts";
import { applied, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly names: Readonly<Record<string, readonly string[]>>;
}

export default rule<Resource, Options>({
  id: "unexpected-name",
  severity: "warning",
  summary: "A resource must be named as the organisation names its kind.",
  options: {
    properties: {
      names: {
        description:
          'For kinds, with their groups, patterns of which a name must match one: `{"Namespace": ["team-*"], "apps/Deployment": ["shop-*"]}`.',
        type: "object",
        additionalProperties: { type: "array", items: { type: "string", minLength: 1 }, minItems: 1 },
        minProperties: 1,
      },
    },
    required: ["names"],
  },
  why: `Quotas, bills, firewalls and access are often given by the beginning of a name.
A namespace that is named otherwise is nobody's, or falls under what was meant for others.`,
  mend: "Make it anew under another name: a name cannot be changed, and what refers to it must change, too.",
  leave: "Leave it for what the cluster itself brings along, or add its names.",

  on: applied,
  *check(resource, { options: { names } }) {
    const allowed = Object.hasOwn(names, resource.groupKind) ? names[resource.groupKind] : undefined;
    const at = resource.at("metadata", "name");
    const name = at.string;
    if (allowed === undefined || name === undefined || matchesAny(name, allowed)) return;

    yield { at, message: `${resource.kind} "${name}" is not named ${told(allowed)}.` };
  },

  examples: [
    {
      title: "A namespace bears the name of its team",
      options: { names: { Namespace: ["team-*", "kube-*"] } },
      bad: `
apiVersion: v1
kind: Namespace
metadata:
  name: playground
        ^^^^^^^^^^ Namespace "playground" is not named "team-*" or "kube-*".
`,
    },
    {
      title: "Other kinds are named as they like",
      options: { names: { Namespace: ["team-*"] } },
      good: `
apiVersion: v1
kind: Namespace
metadata:
  name: team-shop
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: playground
`,
    },
  ],
});
