import type { Place } from "./place.ts";
import type { Resource } from "./resource.ts";

/** What a request asks for: a resource, and its subresource behind a slash. */
interface Asked {
  readonly group: string;
  readonly resource: string;
}

/** What narrows a rule down to some of the requests for a resource. */
const NARROWS = ["users", "userGroups", "verbs", "namespaces"];

/**
 * The rules of an audit policy that some request for a resource comes to: all that match it, up to the first that matches
 * every such request. Throws `unknowable`.
 */
export function rulesFor(policy: Resource, asked: Asked): readonly Place[] {
  const matching = policy.at("rules").children.filter((rule) => matches(rule, asked));
  const last = matching.findIndex((rule) => matchesAll(rule, asked));
  return last === -1 ? matching : matching.slice(0, last + 1);
}

/** The level of the first rule that matches every request for a resource; `undefined` for none. Throws `unknowable`. */
export function decidingLevel(policy: Resource, asked: Asked): string | undefined {
  const last = rulesFor(policy, asked).at(-1);
  return last !== undefined && matchesAll(last, asked) ? last.at("level").string : undefined;
}

/** Whether every request for a resource leaves a trace, but for what a narrower rule leaves out. Throws `unknowable`. */
export const isRecorded = (policy: Resource, asked: Asked): boolean =>
  ["Metadata", "Request", "RequestResponse"].includes(decidingLevel(policy, asked) ?? "None");

const matchesAll = (rule: Place, asked: Asked): boolean =>
  NARROWS.every((it) => rule.at(it).children.length === 0) && matches(rule, asked, false);

/** As `ruleMatchesResource` does: k8s.io/apiserver/pkg/audit/policy/checker.go. */
function matches(rule: Place, { group, resource }: Asked, orSome = true): boolean {
  const resources = rule.at("resources");
  if (!resources.exists || resources.children.length === 0) return rule.at("nonResourceURLs").children.length === 0;
  return resources.children.some((it) => {
    if ((it.at("group").string ?? "") !== group) return false;
    if (!orSome && it.at("resourceNames").children.length > 0) return false;
    const names = it.at("resources").children.map((name) => name.string ?? "");
    return names.length === 0 || names.some((name) => covers(name, resource));
  });
}

function covers(name: string, resource: string): boolean {
  if (name === "*" || name === resource) return true;
  const [main, sub] = resource.split("/");
  return sub !== undefined && (name === `${main}/*` || name === `*/${sub}`);
}
