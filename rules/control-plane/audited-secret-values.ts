import { rulesFor } from "../model/audit-policy.ts";
import type { Place } from "../model/place.ts";
import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

const mayWrite = (rule: Place): boolean => {
  const verbs = rule.at("verbs").children.map((it) => it.string);
  return verbs.length === 0 || verbs.some((it) => ["create", "update", "patch", "*"].includes(it ?? ""));
};

const isOnlyFor = (rule: Place, ...names: readonly string[]): boolean => {
  const resources = rule.at("resources").children.flatMap((it) => {
    const listed = it.at("resources").children;
    return listed.length === 0 ? [undefined] : listed.map((name) => name.string);
  });
  return resources.length > 0 && resources.every((it) => it !== undefined && names.includes(it));
};

export default rule({
  id: "audited-secret-values",
  severity: "warning",
  summary: "An audit log should not hold the contents of Secrets.",
  presets: ["recommended"],
  fixable: "review",
  why: `At the level \`Request\` the log holds every Secret that is written, at \`RequestResponse\` also every Secret that is read.
Audit logs are shipped to where many more people search than may read Secrets, and are kept for years; whoever sees them has all passwords and tokens of the cluster.`,
  mend: `Put a rule with the level \`Metadata\` for \`secrets\` (and for \`configmaps\` and \`tokenreviews\`) before all rules that record bodies: the first that matches counts.
Nothing else changes.
Then change the Secrets that the old logs hold.`,
  leave: `Leave it where the log is encrypted and only those read it who may read every Secret.`,

  on: kind("audit.k8s.io/Policy"),
  *check(policy) {
    for (const rule of rulesFor(policy, { group: "", resource: "secrets" })) {
      const level = rule.at("level");
      if (level.string !== "Request" && level.string !== "RequestResponse") continue;
      if (level.string === "Request" && !mayWrite(rule)) continue;

      yield {
        at: level,
        message: `Requests for Secrets are recorded with their contents.`,
        fixes: isOnlyFor(rule, "secrets", "configmaps")
          ? [
              {
                title: "Record their metadata only",
                safety: "review",
                changes: () => [{ at: level, value: "Metadata" }],
              },
            ]
          : [],
      };
    }
  },

  examples: [
    {
      title: "The log knows every password that was written",
      bad: `
apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: RequestResponse
           ^^^^^^^^^^^^^^^ Requests for Secrets are recorded with their contents.
    resources:
      - group: ""
        resources: ["secrets"]
  - level: Metadata
`,
      fixed: `
apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: Metadata
    resources:
      - group: ""
        resources: ["secrets"]
  - level: Metadata
`,
    },
    {
      title: "A rule for everything is one for Secrets, too",
      bad: `
apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: Request
           ^^^^^^^ Requests for Secrets are recorded with their contents.
    verbs: ["create", "update", "patch"]
  - level: Metadata
`,
    },
    {
      title: "The first rule that matches counts",
      good: `
apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: Metadata
    resources:
      - group: ""
        resources: ["secrets", "configmaps"]
  - level: Request
    resources:
      - group: ""
        resources: ["pods"]
  - level: RequestResponse
    verbs: ["create", "update", "patch"]
`,
    },
    {
      title: "A request to delete holds no contents",
      good: `
apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: Request
    verbs: ["get", "list", "delete"]
    namespaces: ["shop"]
  - level: Metadata
`,
    },
  ],
});
