import fc from "fast-check";
import { expect, test } from "vitest";
import { rules } from "../../rules/index.ts";
import { readQuickly } from "../../rules/model/read/quick.ts";
import { read, readTolerantly } from "../../rules/model/read.ts";
import { MARK } from "../support/check.ts";
import { mutant } from "../support/mutants.ts";
import { shape } from "../support/shape.ts";

const ODD = `a: # comment
b:   
c: [ ]
d: {a: 1, b: [x, 'y', "z"], }
e: |-  # header
  text

  more
f: >+
  folded
  text

g: 'it''s'
h: "a\\tb"
i: one
  two
j:
- k: 1
- - l
  - m:
`;

const examples = rules.flatMap((it) => it.examples.map((example) => ("good" in example ? example.good : example.bad)));
const texts = [...examples.map((it) => it.replace(MARK, "")).filter((it) => !/^---/m.test(it)), ODD, ODD, "{}", "[]"];

test("both readers fill the same tree", () => {
  for (const text of [ODD, "{}", "[]"]) expect(readQuickly(text), text).toBeDefined();
  for (const text of texts) {
    expect(shape(read(text, text)), text).toEqual(shape(readTolerantly(text, text)));
  }
});

test("both readers fill the same tree of a text with slips of the hand", () => {
  let quick = 0;
  fc.assert(
    fc.property(mutant(texts), (text) => {
      if (readQuickly(text) === undefined) return;
      quick++;
      expect(shape(read(text, text))).toEqual(shape(readTolerantly(text, text)));
    }),
    { numRuns: 1500 },
  );
  expect(quick).toBeGreaterThan(300);
});

test("the quick reader leaves to the other what is uncommon", () => {
  const uncommon = [
    "a: &x 1\nb: *x\n",
    "a: !!str 1\n",
    "<<: {a: 1}\n",
    "? a\n: b\n",
    "a:\tb\n",
    "a: b\r\n",
    "%YAML 1.1\n---\na: b\n",
    "a: b\n...\n",
    "a: .inf\n",
    "null: b\n",
    "- \n- b\n",
    "a: 'b' c: d\n",
    "[a: b]\n",
    `${"k".repeat(1025)}: b\n`,
    "a: [b\n",
    "a: b: c\n",
    "",
  ];
  for (const text of uncommon) expect(readQuickly(text), text).toBeUndefined();
});
