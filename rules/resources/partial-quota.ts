import { kind } from "../model/resource.ts";
import { rule } from "../rule.ts";

/** What a quota may bound of a namespace's pods; a bare name means the request. */
const BOUNDS = [
  { names: ["requests.cpu", "cpu"], what: "CPU requests" },
  { names: ["requests.memory", "memory"], what: "memory requests" },
  { names: ["limits.memory"], what: "memory limits" },
] as const;

export default rule({
  id: "partial-quota",
  severity: "info",
  summary: "A quota for what pods take should bound CPU requests, memory requests and memory limits.",
  presets: ["strict"],
  why: `A quota that bounds the CPU of a namespace and not its memory lets one team fill the nodes of all others with memory.
One that bounds requests and not limits lets pods be promised little and take much.`,
  mend: `Add \`requests.cpu\`, \`requests.memory\` and \`limits.memory\` to \`spec.hard\`.
From then on, a pod in the namespace that does not say them itself is refused, unless a LimitRange says them for it.
How much a team may take only its organisation knows, so there is no fix.`,
  leave: `Leave it where another quota of the namespace bounds the rest.
Other tools ask for a bound on CPU limits as well, which forces every pod to have one.
Nothing is said of quotas that only count objects, or that hold for some pods only (\`scopes\`, \`scopeSelector\`).`,

  on: kind("ResourceQuota"),
  *check(quota) {
    const hard = quota.at("spec", "hard");
    const isForSome = quota.at("spec", "scopes").exists || quota.at("spec", "scopeSelector").exists;
    if (isForSome || !hard.children.some((it) => /^(?:(?:requests|limits)\.)?(?:cpu|memory)$/.test(String(it.step))))
      return;

    const missing = BOUNDS.filter(({ names }) => !names.some((name) => hard.at(name).exists)).map((it) => it.what);
    if (missing.length === 0) return;
    yield { at: hard, message: `ResourceQuota "${quota.name}" does not bound ${listed(missing)}.` };
  },

  examples: [
    {
      title: "Memory is left open",
      bad: `
apiVersion: v1
kind: ResourceQuota
metadata:
  name: team
spec:
  hard:
  ^^^^ ResourceQuota "team" does not bound memory requests and memory limits.
    pods: "50"
    requests.cpu: "20"
    limits.cpu: "40"
`,
    },
    {
      title: "CPU may be left without a limit",
      good: `
apiVersion: v1
kind: ResourceQuota
metadata:
  name: team
spec:
  hard:
    cpu: "20"
    requests.memory: 64Gi
    limits.memory: 64Gi
`,
    },
    {
      title: "A quota that only counts, and one for some pods only",
      good: `
apiVersion: v1
kind: ResourceQuota
metadata:
  name: objects
spec:
  hard:
    services.loadbalancers: "2"
    requests.storage: 500Gi
---
apiVersion: v1
kind: ResourceQuota
metadata:
  name: terminating
spec:
  hard:
    requests.cpu: "20"
  scopes: [Terminating]
`,
    },
  ],
});

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
