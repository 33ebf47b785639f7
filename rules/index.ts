import privilegedContainer from "./pod-security/privileged-container.ts";
import type { Rule, Ungrouped } from "./rule.ts";

const group = (name: string, ...rules: readonly Ungrouped[]): readonly Rule[] =>
  rules.map((it) => ({ ...it, group: name }));

/** Every rule there is, by the folder that it stands in. */
export const rules: readonly Rule[] = [...group("pod-security", privilegedContainer)];
