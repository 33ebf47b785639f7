import { Proposal } from "../../rules/model/change.ts";
import { type Container, containers } from "../../rules/model/pods.ts";
import { kind } from "../../rules/model/resource.ts";
import { type Rule, rule, type Ungrouped } from "../../rules/rule.ts";

const about = {
  summary: "It should not.",
  why: "First why.\nSecond why.\nThird why.",
  mend: "Mend it.",
  leave: "Leave it.",
  examples: [{ title: "None", good: "" }],
} as const;

const grouped = (it: Ungrouped): Rule => ({ ...it, group: "test" });

/** A container that may run as root: a fix that wants a look. */
export const root = grouped(
  rule({
    ...about,
    id: "runs-as-root",
    severity: "warning",
    presets: ["recommended", "pod-security-restricted"],
    on: containers,
    *check(container) {
      const own = container.at("securityContext", "runAsNonRoot");
      const shared = container.pod.spec.at("securityContext", "runAsNonRoot");
      const decisive = own.exists || !shared.exists ? own : shared;
      if (decisive.value === true) return;
      yield {
        at: decisive,
        message: `Container "${container.name}" may run as root.`,
        ...(decisive === shared && { see: [{ at: container.place, message: "It runs here." }] }),
        fixes: [
          { title: "Set runAsNonRoot to true", safety: "review", changes: () => [{ at: decisive, value: true }] },
        ],
      };
    },
  }),
);

/** A privileged container; what it hides comes to light when it is mended. */
export const escalation = grouped(
  rule({
    ...about,
    id: "escalation",
    severity: "error",
    presets: ["recommended", "pod-security-restricted"],
    on: containers,
    *check(container) {
      const privileged = container.at("securityContext", "privileged");
      const escalates = container.at("securityContext", "allowPrivilegeEscalation");
      const at = privileged.value === true ? privileged : escalates;
      if (at.value === false) return;
      yield {
        at,
        message: `Container "${container.name}" may gain rights.`,
        fixes: [{ title: `Set ${String(at.step)} to false`, safety: "review", changes: () => [{ at, value: false }] }],
      };
    },
  }),
);

/** A default that is written down: a safe fix. */
export const idle = grouped(
  rule({
    ...about,
    id: "idle-default",
    severity: "info",
    presets: ["recommended"],
    on: kind("Pod", "apps/Deployment"),
    *check(resource) {
      for (const at of [resource.at("spec", "hostIPC"), resource.at("spec", "hostPID")]) {
        if (at.value !== false) continue;
        yield {
          at,
          message: "This is the default.",
          tag: "unnecessary",
          fixes: [{ title: `Remove ${String(at.step)}`, safety: "safe", changes: () => [{ at, remove: true }] }],
        };
        // The other one comes to light when this one is gone.
        return;
      }
    },
  }),
);

/** A container without a memory limit: a value that only its author knows. */
export const limit = grouped(
  rule({
    ...about,
    id: "no-memory-limit",
    severity: "warning",
    presets: ["recommended"],
    on: containers,
    *check(container) {
      const at = container.at("resources", "limits", "memory");
      if (at.exists) return;
      yield {
        at,
        message: `Container "${container.name}" has no memory limit.`,
        fixes: [{ title: "Limit memory", safety: "choice", changes: () => [{ at, value: new Proposal("$128Mi}") }] }],
      };
    },
  }),
);

/** A rule that is silent until a project sets its option. */
export const registry = grouped(
  rule<Container, { readonly registries: readonly string[] }>({
    ...about,
    id: "untrusted-registry",
    severity: "warning",
    presets: ["recommended"],
    options: {
      properties: { registries: { description: "What is trusted.", type: "array", items: { type: "string" } } },
      required: ["registries"],
    },
    on: containers,
    *check(container, { options: { registries } }) {
      const at = container.at("image");
      if (registries.some((it) => at.string?.startsWith(it))) return;
      yield { at, message: `Container "${container.name}" comes from somewhere else.` };
    },
  }),
);

/** A rule that fails wherever it looks. */
export const failing = grouped(
  rule({
    ...about,
    id: "failing",
    severity: "error",
    presets: ["recommended"],
    on: containers,
    // biome-ignore lint/correctness/useYield: it fails before it yields.
    *check() {
      throw new Error("This rule fails.");
    },
  }),
);

export const someRules: readonly Rule[] = [root, escalation, idle, limit];
