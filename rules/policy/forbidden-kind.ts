import { matchesAny } from "../model/globs.ts";
import { kindsSchema } from "../model/required-entries.ts";
import { applied, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly kinds: readonly string[];
}

export default rule<Resource, Options>({
  id: "forbidden-kind",
  severity: "warning",
  summary: "A project must not hold kinds that the organisation keeps for others.",
  options: {
    properties: {
      kinds: kindsSchema(
        "Kinds that no manifest may hold, with their groups: `Secret`, `Pod`, `rbac.authorization.k8s.io/Cluster*`, `networking.istio.io/*`.",
      ),
    },
    required: ["kinds"],
  },
  why: `Some kinds reach beyond the namespace of a project, as ClusterRoles and webhooks do; others have no place in a repository, as Secrets.
A pipeline with wide rights applies them all the same.`,
  mend: "Take it out, and ask those who look after this kind.",
  leave: "Leave it where an exception was made.",

  on: applied,
  *check(resource, { options: { kinds } }) {
    if (!matchesAny(resource.groupKind, kinds)) return;

    yield {
      at: resource.at("kind"),
      message: `${resource.kind} "${resource.name}" is of a kind that is not allowed here.`,
    };
  },

  examples: [
    {
      title: "What reaches beyond the project is kept for others",
      options: { kinds: ["Secret", "rbac.authorization.k8s.io/Cluster*"] },
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
      ^^^^^^^^^^^ ClusterRole "shop" is of a kind that is not allowed here.
metadata:
  name: shop
rules: []
---
apiVersion: v1
kind: Secret
      ^^^^^^ Secret "shop" is of a kind that is not allowed here.
metadata:
  name: shop
`,
    },
    {
      title: "A kind of another group is another kind",
      options: { kinds: ["Secret", "rbac.authorization.k8s.io/Cluster*"] },
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: shop
rules: []
`,
    },
  ],
});
