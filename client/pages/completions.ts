import type { Rule } from "../../rules/rule.ts";

/** A schema beside VS Code's own for settings, by which it completes the ids of rules and their groups. */
export const completions = (rules: readonly Rule[]): object => ({
  properties: {
    "plimsoll.rules": {
      properties: Object.fromEntries([
        ...rules.map(({ id, summary }) => [id, { description: summary }]),
        ...[...new Set(rules.map(({ group }) => group))].map((group) => [
          `${group}/*`,
          { description: `All rules in "${group}".` },
        ]),
      ]),
    },
  },
});
