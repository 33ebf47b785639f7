import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import crosswalk from "../../rules/crosswalk.json" with { type: "json" };
import { shared } from "../support/shared.ts";

/** What tools of the field check, each by the name that the catalogue gives it. */
interface Concept {
  readonly id: string;
  readonly cross_resource: boolean;
  /** By tool, the ids of its checks. */
  readonly peers: Readonly<Record<string, readonly string[]>>;
}

interface Entry {
  readonly concepts: readonly string[];
  readonly aliases: Readonly<Record<string, readonly string[]>>;
}

describe.runIf(shared)("the catalogue of what the field checks", () => {
  const concepts: readonly Concept[] = JSON.parse(readFileSync(join(shared ?? "", "facts/catalog.json"), "utf8"));
  const entries: readonly Entry[] = Object.values(crosswalk.rules);
  const answered = new Set(entries.flatMap((it) => it.concepts));
  const left = new Set(Object.keys(crosswalk.left));

  test("each concept that one resource decides is answered by a rule or left with a reason", () => {
    const decided = concepts.filter((it) => !it.cross_resource);
    expect(decided).toHaveLength(362);
    expect(decided.filter(({ id }) => answered.has(id) === left.has(id)).map(({ id }) => id)).toEqual([]);
  });

  test("no other concepts are named", () => {
    const known = new Set(concepts.map(({ id }) => id));
    expect([...answered, ...left].filter((it) => !known.has(it))).toEqual([]);
  });

  test("every alias is that of a concept which its rule answers to", () => {
    const wrong = entries.flatMap(({ concepts: own, aliases }) => {
      const peers = concepts.filter(({ id }) => own.includes(id)).map((it) => it.peers);
      // A check of the admission controller's covers several concepts: `test/corpora/pod-security.test.ts` holds these.
      return Object.entries(aliases).flatMap(([tool, ids]) =>
        tool === "pod-security-admission"
          ? []
          : ids
              .filter((id) => !peers.some((it) => it[tool]?.includes(id)))
              .map((id) => `${own.join(", ")}: ${tool} ${id}`),
      );
    });
    expect(wrong).toEqual([]);
  });
});
