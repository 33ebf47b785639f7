import { describe, expect, test } from "vitest";
import { type Change, Proposal, type Writable } from "../../rules/model/change.ts";
import { parse } from "../../rules/model/manifest.ts";
import { Place, type Step } from "../../rules/model/place.ts";
import { applyEdits } from "../../rules/model/source.ts";
import { write } from "../../rules/model/write.ts";

type Row = readonly [title: string, before: string, changes: readonly Asked[], after: string];
type Asked = readonly [path: readonly Step[], value: Writable] | readonly [path: readonly Step[]];

describe("a scalar is replaced", () => {
  rows([
    ["and its comment stays", "a: 1 # one\n", [[["a"], 2]], "a: 2 # one\n"],
    [
      "in its own quotes",
      "a: 'x'\nb: \"x\"\n",
      [
        [["a"], "it's"],
        [["b"], "w"],
      ],
      "a: 'it''s'\nb: \"w\"\n",
    ],
    ["and a number needs no quotes", "a: 'x'\n", [[["a"], 7]], "a: 7\n"],
    ["with quotes where it would be something else", "a: x\n", [[["a"], "yes"]], 'a: "yes"\n'],
    ["and its anchor stays", "a: &x 1\n", [[["a"], 2]], "a: &x 2\n"],
    ["and a tag stays that fits", "a: !!str 1\n", [[["a"], "b"]], "a: !!str b\n"],
    ["and a tag goes that does not fit", "a: !!str 1 # c\n", [[["a"], true]], "a: true # c\n"],
    ["and a tag goes before a list", "a: &x !!str b # c\n", [[["a"], ["b"]]], "a: &x # c\n  - b\n"],
    ["over several lines", "a: one\n  two # c\nb: 1\n", [[["a"], "x"]], "a: x # c\nb: 1\n"],
    ["from a block", "a: | # why\n  one\n\n  two\n# c\nb: 1\n", [[["a"], "x"]], "a: x # why\n# c\nb: 1\n"],
    ["from a block by a list", "a: >- # why\n  one\nb: 1\n", [[["a"], ["x"]]], "a: # why\n  - x\nb: 1\n"],
    ["from an item's block", "- |+ # why\n  one\n\n- b\n", [[[0], { x: 1, w: 2 }]], "- x: 1 # why\n  w: 2\n- b\n"],
    ["on the line below its key", "a: # why\n  one # c\n", [[["a"], "x"]], "a: # why\n  x # c\n"],
    [
      "on the line below its key by a mapping",
      "a: # why\n  one # c\n",
      [[["a"], { x: 1, w: 2 }]],
      "a: # why\n  x: 1 # c\n  w: 2\n",
    ],
    ["that is an alias", "a: &x 1\nb: *x # c\n", [[["b"], 2]], "a: &x 1\nb: 2 # c\n"],
    [
      "by a mapping",
      "a: 1 # c\nb: 2\n",
      [[["a"], { x: 1, w: [1, { z: 2 }] }]],
      "a: # c\n  x: 1\n  w:\n    - 1\n    - z: 2\nb: 2\n",
    ],
    ["by an empty mapping", "a: 1 # c\n", [[["a"], {}]], "a: {} # c\n"],
    ["that is null", "a: ~ # c\n", [[["a"], { x: 1 }]], "a: # c\n  x: 1\n"],
    ["by the same, and so not at all", "a: x\n", [[["a"], "x"]], "a: x\n"],
    [
      "before a comment that stands close to it",
      'a: "x"#c\nb: ["x"#c\n]\n',
      [
        [["a"], true],
        [["b", 0], 1],
      ],
      "a: true #c\nb: [1 #c\n]\n",
    ],
    ["by another spelling of the same", "a: yes\n", [[["a"], true]], "a: true\n"],
  ]);
});

describe("a key without a value gets one", () => {
  rows([
    ["behind one space", "a:\nb: 1\n", [[["a"], 2]], "a: 2\nb: 1\n"],
    ["before a comment", "a: # c\n", [[["a"], 2]], "a: 2 # c\n"],
    ["at the end of the text", "a:", [[["a"], 2]], "a: 2"],
    ["below it", "a: # c\n  # d\nb: 1\n", [[["a", "x", "w"], 2]], "a: # c\n  x:\n    w: 2\n  # d\nb: 1\n"],
    ["below it at the end of the text", "a:", [[["a", "x"], 2]], "a:\n  x: 2"],
    ["behind its anchor", "a: &x # c\n", [[["a"], 2]], "a: &x 2 # c\n"],
    ["as a list", "a:\n", [[["a", 3], "x"]], "a:\n  - x\n"],
    [
      "in a flow mapping",
      "{a: , b, 'c':}\n",
      [
        [["a"], 1],
        [["b"], 2],
        [["c"], 3],
      ],
      "{a: 1, b: 2, 'c': 3}\n",
    ],
    [
      "behind a dash",
      "- # c\n-\n",
      [
        [[0], 1],
        [[1], { x: 1, w: 2 }],
      ],
      "- 1 # c\n- x: 1\n  w: 2\n",
    ],
    [
      "behind an explicit key",
      "? a\n? b\n: \n",
      [
        [["a"], 1],
        [["b"], 2],
      ],
      "? a\n: 1\n? b\n: 2 \n",
    ],
  ]);
});

describe("a missing entry is written", () => {
  rows([
    [
      "behind the last one and its comment",
      "a:\n  b: 1 # c\n  # d\n\n# e\nf: 1\n",
      [[["a", "x"], 2]],
      "a:\n  b: 1 # c\n  x: 2\n  # d\n\n# e\nf: 1\n",
    ],
    [
      "with its ancestors",
      "a:\n  b: 1\nc: 2\n",
      [[["a", "x", "w", 0, "z"], 2]],
      "a:\n  b: 1\n  x:\n    w:\n      - z: 2\nc: 2\n",
    ],
    [
      "together with its siblings",
      "a: 1\n",
      [
        [["x", "p"], 1],
        [["x", "q"], 2],
      ],
      "a: 1\nx:\n  p: 1\n  q: 2\n",
    ],
    [
      "once, and the first counts",
      "a: 1\n",
      [
        [["x"], 1],
        [["x"], 1],
        [["x"], 2],
      ],
      "a: 1\nx: 1\n",
    ],
    [
      "below a value that is new as well",
      "a: 1\n",
      [
        [["x"], { p: 1 }],
        [["x", "q"], 2],
        [["x", "p"], 3],
      ],
      "a: 1\nx:\n  p: 1\n  q: 2\n",
    ],
    [
      "into an item that begins on the line of the dash",
      "- a: 1\n  b: 2\n- a: 2\n",
      [
        [[0, "x"], 1],
        [[1, "x"], 2],
      ],
      "- a: 1\n  b: 2\n  x: 1\n- a: 2\n  x: 2\n",
    ],
    ["behind a nested list", "a:\n- 1\n- 2\nb:\n- 1\n", [[["x"], [1]]], "a:\n- 1\n- 2\nb:\n- 1\nx:\n- 1\n"],
    [
      "as deep as others are",
      "a:\n    b:\n        c: 1\n",
      [[["x", "w", "z"], 1]],
      "a:\n    b:\n        c: 1\nx:\n    w:\n        z: 1\n",
    ],
    [
      "with the line ends of its neighbour",
      "a:\r\n  b: 1\r\nc: 1\n",
      [
        [["a", "x", "w"], 1],
        [["z"], 1],
      ],
      "a:\r\n  b: 1\r\n  x:\r\n    w: 1\r\nc: 1\nz: 1\n",
    ],
    ["at the end of a text that ends in no line", "a: 1", [[["b"], 1]], "a: 1\nb: 1"],
    [
      "at several depths of the end",
      "a:\r\n  b:\r\n    c: 1",
      [
        [["x"], 1],
        [["a", "x"], 1],
        [["a", "b", "x"], 1],
      ],
      "a:\r\n  b:\r\n    c: 1\r\n    x: 1\r\n  x: 1\r\nx: 1",
    ],
    ["before a comment at the end", "a: 1\n# end", [[["b"], 1]], "a: 1\nb: 1\n# end"],
    ["before the end of the document", "a: 1\n...\n# end\n", [[["b"], 1]], "a: 1\nb: 1\n...\n# end\n"],
    [
      "behind blank lines that belong to a block scalar",
      "a: |+\n  x\n\n\n# c\n",
      [[["b"], 1]],
      "a: |+\n  x\n\n\nb: 1\n# c\n",
    ],
    [
      "behind a block scalar, but before blank lines that say nothing",
      "a: |\n  x\n\n",
      [[["b"], 1]],
      "a: |\n  x\nb: 1\n\n",
    ],
    [
      "before a block scalar that the text ends in",
      "c: 1\na:\n  b: |\n    x",
      [
        [["a", "w"], 1],
        [["z"], 1],
      ],
      "c: 1\nz: 1\na:\n  w: 1\n  b: |\n    x",
    ],
    ["behind a block scalar that strips its end", "a: |-\n  x", [[["b"], 1]], "a: |-\n  x\nb: 1"],
    ["behind a merge key", "a: &x {p: 1}\nb:\n  <<: *x\n", [[["b", "q"], 1]], "a: &x {p: 1}\nb:\n  <<: *x\n  q: 1\n"],
    ["behind an explicit key", "? a\n: b\n", [[["x"], 1]], "? a\n: b\nx: 1\n"],
    [
      "below a key with a comment",
      "a: # why\n  # more\n  b: 1\n",
      [[["a", "x"], 1]],
      "a: # why\n  # more\n  b: 1\n  x: 1\n",
    ],
    [
      "with a key in quotes where it would be something else",
      "a: 1\n",
      [
        [["on"], 1],
        [["a: b"], 2],
        [["8080"], 3],
      ],
      'a: 1\n"on": 1\n"a: b": 2\n"8080": 3\n',
    ],
    ["behind a byte order mark", "\uFEFFa: 1\n", [[["b"], 1]], "\uFEFFa: 1\nb: 1\n"],
    ["behind a value of several lines", "a: 'x\n\n  w' # c\n", [[["b"], 1]], "a: 'x\n\n  w' # c\nb: 1\n"],
  ]);
});

describe("a missing entry of a flow mapping is written", () => {
  rows([
    ["behind the last one", "a: { b: 1 } # c\n", [[["a", "x"], [1]]], "a: { b: 1, x: [1] } # c\n"],
    ["without blanks where there are none", "a: {b: 1}\n", [[["a", "x", "w"], "q, r"]], 'a: {b: 1, x: {w: "q, r"}}\n'],
    ["before a comma at the end", "a: [1, 2,]\n", [[["a", 2], 3]], "a: [1, 2, 3,]\n"],
    [
      "on a line of its own",
      "a: {\n  b: 1, # b\n  c: 2 # c\n}\n",
      [[["a", "x"], { w: 1 }]],
      "a: {\n  b: 1, # b\n  c: 2, # c\n  x: {w: 1}\n}\n",
    ],
    [
      "on a line of its own, with a comma at the end",
      "a: {\n  b: 1, # b\n}\n",
      [[["a", "x"], 1]],
      "a: {\n  b: 1, # b\n  x: 1,\n}\n",
    ],
    ["on a line of its own, before the brace", "a: {\n  b: 1 }\n", [[["a", "x"], 1]], "a: {\n  b: 1,\n  x: 1 }\n"],
    [
      "that is empty, and then is none",
      "a: {} # c\nb: []\n",
      [
        [["a", "x"], 1],
        [["b", 0], "w"],
      ],
      "a: # c\n  x: 1\nb:\n  - w\n",
    ],
    [
      "that is an empty item",
      "- {} # c\n- []\n",
      [
        [[0, "x"], 1],
        [[0, "w"], 2],
        [[1, 0], 3],
      ],
      "- x: 1 # c\n  w: 2\n- - 3\n",
    ],
    [
      "that is empty within another",
      "a: {b: {}, c: [ ]}\n",
      [
        [["a", "b", "x"], 1],
        [["a", "c", 0], 1],
      ],
      "a: {b: {x: 1}, c: [1]}\n",
    ],
    ["that has an anchor", "a: &q {} # c\n", [[["a", "x"], 1]], "a: &q # c\n  x: 1\n"],
    [
      "with the quotes of its siblings",
      "a: ['x']\nb: [\"x\"]\nc: [x]\n",
      [
        [["a", 1], "w"],
        [["b", 1], "w"],
        [["c", 1], "w"],
      ],
      "a: ['x', 'w']\nb: [\"x\", \"w\"]\nc: [x, w]\n",
    ],
  ]);
});

describe("JSON stays JSON", () => {
  rows([
    [
      "on one line",
      '{"a":{"b":1},"c": [1]}',
      [
        [["a", "x"], "w"],
        [["c", 1], { z: [1, "q"] }],
      ],
      '{"a":{"b":1,"x":"w"},"c": [1,{"z":["q"]}]}'.replace('["q"]', '[1,"q"]'),
    ],
    [
      "with tabs",
      '{\n\t"a": {\n\t\t"b": 1\n\t}\n}\n',
      [
        [
          ["a", "x", "w"],
          ["z", { p: true }],
        ],
      ],
      '{\n\t"a": {\n\t\t"b": 1,\n\t\t"x": {\n\t\t\t"w": [\n\t\t\t\t"z",\n\t\t\t\t{\n\t\t\t\t\t"p": true\n\t\t\t\t}\n\t\t\t]\n\t\t}\n\t}\n}\n',
    ],
    [
      "with empty braces",
      '{\n  "a": {},\n  "b": []\n}',
      [
        [["a", "x"], "w"],
        [["b", 0], "z"],
      ],
      '{\n  "a": {\n    "x": "w"\n  },\n  "b": [\n    "z"\n  ]\n}',
    ],
    ["with CRLF", '{\r\n  "a": 1\r\n}\r\n', [[["x"], ["w"]]], '{\r\n  "a": 1,\r\n  "x": [\r\n    "w"\r\n  ]\r\n}\r\n'],
    [
      "when a string comes in a number's place",
      '{"a": 1, "b": null}',
      [
        [["a"], "x"],
        [["b"], "w"],
      ],
      '{"a": "x", "b": "w"}',
    ],
  ]);
});

describe("an item is appended", () => {
  rows([
    ["at the dashes' column", "a:\n- x # c\n# d\nb: 1\n", [[["a", 1], "w"]], "a:\n- x # c\n- w\n# d\nb: 1\n"],
    [
      "as far behind its dash as the others",
      "a:\n  -   x\n",
      [[["a", 1], { p: 1, q: 2 }]],
      "a:\n  -   x\n  -   p: 1\n      q: 2\n",
    ],
    [
      "for everyone who wants one there",
      "a:\n  - x\n",
      [
        [["a", 1], "w"],
        [["a", 1], "z"],
        [["a", 1], "w"],
      ],
      "a:\n  - x\n  - w\n  - z\n",
    ],
    [
      "made of several changes",
      "a:\n  - p: 1\n",
      [
        [["a", 1, "p"], 2],
        [["a", 1, "q"], 3],
      ],
      "a:\n  - p: 1\n  - p: 2\n    q: 3\n",
    ],
    [
      "to a compact list in a list",
      "- - a\n  - b\n- - c\n",
      [
        [[0, 2], "x"],
        [[1, 1], "w"],
      ],
      "- - a\n  - b\n  - x\n- - c\n  - w\n",
    ],
    ["behind a block scalar that the text ends in", "- |\n  x", [[[1], "w"]], "- |-\n  x\n- w"],
    ["in its siblings' quotes", "- 'x'\n", [[[1], "w"]], "- 'x'\n- 'w'\n"],
    [
      "with a dash that would begin a comment or a list",
      "- x\n",
      [
        [[1], "- w"],
        [[2], "#z"],
        [[3], "--flag=1"],
      ],
      '- x\n- "- w"\n- "#z"\n- --flag=1\n',
    ],
  ]);
});

describe("a collection is replaced", () => {
  rows([
    ["item for item", "drop: [NET_RAW]\n", [[["drop"], ["ALL"]]], "drop: [ALL]\n"],
    [
      "where it differs",
      "a:\n  # one\n  - x # x\n  - w\n  - z\n",
      [[["a"], ["x", "q"]]],
      "a:\n  # one\n  - x # x\n  - q\n",
    ],
    ["entry for entry", "a:\n  b: 1 # b\n  c: 2\n", [[["a"], { b: 1, d: 3 }]], "a:\n  b: 1 # b\n  d: 3\n"],
    [
      "by an empty one",
      "a: # c\n  - x\nb: [1]\n",
      [
        [["a"], []],
        [["b"], []],
      ],
      "a: [] # c\nb: []\n",
    ],
    ["by a scalar", "a: # c\n  - x\n  - w\nb: 1\n", [[["a"], 1]], "a: 1 # c\nb: 1\n"],
    [
      "by one of another kind",
      "a: # c\n- x\n- w\nb:\n  c: 1\n",
      [
        [["a"], { p: 1 }],
        [["b"], [1, 2]],
      ],
      "a: # c\n  p: 1\nb:\n  - 1\n  - 2\n",
    ],
    [
      "in an item",
      "- a: 1\n  b: 2\n- - x\n",
      [
        [[0], ["p", "q"]],
        [[1], "w"],
      ],
      "- - p\n  - q\n- w\n",
    ],
    [
      "by a scalar in flow style",
      "{a: {b: 1}, c: [1]}",
      [
        [["a"], 1],
        [["c"], { x: 1 }],
      ],
      "{a: 1, c: {x: 1}}",
    ],
  ]);
});

describe("an entry is removed", () => {
  rows([
    [
      "with its comment, but not with the one above",
      "a: 1\n# b\nb: 2 # b\n# c\nc: 3\n",
      [[["b"]]],
      "a: 1\n# b\n# c\nc: 3\n",
    ],
    ["with all that it holds", "a:\n  # x\n  b: |\n    x\n\nc: 3\n", [[["a"]]], "\nc: 3\n"],
    [
      "from the line of the dash",
      "- a: 1 # a\n  # b\n  b: 2\n- c: 1\n  d: 2\n  e: 3\n",
      [[[0, "a"]], [[1, "c"]], [[1, "d"]]],
      "- # b\n  b: 2\n- e: 3\n",
    ],
    ["and its mapping with it", "a:\n  b:\n    c: 1\nd: 1\n", [[["a", "b", "c"]]], "d: 1\n"],
    ["and its item with it", "a:\n  - b: 1\n  - c: 1\n", [[["a", 0, "b"]]], "a:\n  - c: 1\n"],
    ["and its list with it", "a:\n  - b: 1\nc: [1]\nd: 1\n", [[["a", 0, "b"]], [["c", 0]]], "d: 1\n"],
    [
      "but not what means something when it is empty",
      "podSelector: # c\n  matchLabels:\n    a: b\n  # d\nemptyDir: {medium: Memory}\n",
      [[["podSelector", "matchLabels", "a"]], [["emptyDir", "medium"]]],
      "podSelector: {} # c\n  # d\nemptyDir: {}\n",
    ],
    [
      "but not an item that allows everything",
      "ingress:\n  - from:\n      - podSelector: {}\n",
      [[["ingress", 0, "from"]]],
      "ingress:\n  - {}\n",
    ],
    ["and the document stays", "a: 1 # c\n# d\nb: 2\n", [[["a"]], [["b"]]], "{}\n# d\n"],
    [
      "while another comes",
      "a:\n  b: 1\n  c: 2\nd: 1\n",
      [[["a", "b"]], [["a", "c"]], [["a", "x"], 1]],
      "a:\n  x: 1\nd: 1\n",
    ],
    ["while another comes behind it", "a: 1\nb: 2", [[["b"]], [["x"], 1]], "a: 1\nx: 1"],
    ["at the end of a text that ends in no line", "a: 1\nb: 2", [[["b"]]], "a: 1\n"],
    [
      "while another comes to the line of the dash",
      "- a: 1 # c\n  b: 2\n",
      [[[0, "a"]], [[0, "b"]], [[0, "x"], 1], [[0, "w"], 1]],
      "- x: 1\n  w: 1\n",
    ],
    ["that has no value", "a:\nb: # c\nc: 1\n", [[["a"]], [["b"]]], "c: 1\n"],
    ["once", "a: 1\nb: 2\n", [[["a"]], [["a"]], [["a"], 3]], "b: 2\n"],
    ["not after all if it got a value first", "a: 1\nb: 2\n", [[["a"], 3], [["a"]]], "a: 3\nb: 2\n"],
    ["if it is there at all", "a: 1\n", [[["b"]], [["c", "d"]]], "a: 1\n"],
    [
      "and a comment does not fall into the text above it",
      "a: |\n  x\nb: 1\n    # c\nc: 1\n",
      [[["b"]]],
      "a: |\n  x\n# c\nc: 1\n",
    ],
    [
      "and blank lines do not fall into the text above it",
      "a: |+\n  x\nb: 1\n\nc: 1\n",
      [[["b"]]],
      "a: |+\n  x\nc: 1\n",
    ],
    [
      "and what comes behind it does not get in its way",
      "a:\n  b: |+\n    x\n  c: 1\n\nd: 1\n",
      [[["a", "c"]], [["a", "e"], 1], [["d"]], [["f"], 1]],
      "a:\n  b: |+\n    x\n  e: 1\n\nf: 1\n",
    ],
    [
      "at the end of a mapping to which its parent's end is close",
      "a:\n  b: |+\n    x\n  c: 1\n\n",
      [[["a", "c"]], [["f"], 1]],
      "a:\n  b: |+\n    x\nf: 1\n",
    ],
    ["unless an alias repeats what it holds", "a:\n  b: &x 1\nc: *x\n", [[["a"]]], "a:\n  b: &x 1\nc: *x\n"],
    ["with CRLF", "a: 1\r\nb: 2\r\nc: 3\r\n", [[["b"]]], "a: 1\r\nc: 3\r\n"],
  ]);
});

describe("an entry of a flow collection is removed", () => {
  rows([
    ["from the beginning", "[a, b, c]", [[[0]]], "[b, c]"],
    ["from the middle", "{ a: 1, b: 2, c: 3 }", [[["b"]]], "{ a: 1, c: 3 }"],
    ["from the end", "{ a: 1, b: 2, c: 3 }", [[["b"]], [["c"]]], "{ a: 1 }"],
    ["before a comma at the end", "[a, b,]", [[[1]]], "[a,]"],
    [
      "from a line of its own",
      "{\n  a: 1, # a\n  # b\n  b: 2, # b\n  c: 3 # c\n}",
      [[["b"]]],
      "{\n  a: 1, # a\n  # b\n  c: 3 # c\n}",
    ],
    ["from the last line", "{\n  a: 1, # a\n  # b\n  b: 2 # b\n}", [[["b"]]], "{\n  a: 1 # a\n  # b\n}"],
    ["from the last line of JSON", '{\n\t"a": 1,\n\t"b": 2\n}', [[["b"]]], '{\n\t"a": 1\n}'],
    ["while another comes", "[a, b, c]", [[[1]], [[2]], [[3], "x"]], "[a, x]"],
    ["and nothing is left", "a: 1\nb: {c: [d]}\n", [[["b", "c", 0]]], "a: 1\n"],
  ]);
});

test("of two entries that are equal the hidden one can be removed, but the other not without it", () => {
  const before = "a: 1 # one\nb: 1\na: 2 # two\n";
  const root = rootOf(before);
  expect(written(before, [{ at: root.entry(1), remove: true }])).toBe("b: 1\na: 2 # two\n");
  expect(written(before, [{ at: root.at("a"), remove: true }])).toBe("b: 1\n");
});

test("what only the author knows is told from the rest", () => {
  const before = "- name: web\n  image: nginx";
  const root = rootOf(before);
  const limits = { memory: new Proposal("128Mi"), cpu: new Proposal(1), note: new Proposal("yes") };
  const [edit] = write([
    { at: root.at(0, "first"), value: 1 },
    { at: root.at(0, "resources", "limits"), value: limits },
  ]).flatMap((it) => it.edits);
  expect(edit?.text).toBe(
    '\n  first: 1\n  resources:\n    limits:\n      memory: 128Mi\n      cpu: 1\n      note: "yes"',
  );
  expect(edit?.proposals?.map(({ start, end }) => edit.text.slice(start, end))).toEqual(["128Mi", "1", "yes"]);
});

test("what stands on the line of a document mark is mended there", () => {
  const [placed] = parse({ uri: "file:///a.yaml", text: "--- {a: b}\n" }).documents;
  const changes = placed === undefined ? [] : [{ at: Place.root(placed.document).at("x"), value: 1 }];
  expect(write(changes).map((it) => applyEdits(it.document.text, it.edits))).toEqual(["--- {a: b, x: 1}\n"]);
});

test("each document gets edits of its own", () => {
  const manifest = parse({ uri: "file:///a.yaml", text: "a: 1\n---\na: 1\n" });
  const changes = manifest.documents.map(({ document }) => ({ at: Place.root(document).at("b"), value: 2 }));
  expect(write(changes).map((it) => applyEdits(it.document.text, it.edits))).toEqual([
    "a: 1\nb: 2\n",
    "---\na: 1\nb: 2\n",
  ]);
});

test("what an alias or a merge key brings is left alone", () => {
  const before = "a: &x {p: 1}\nb: *x\nc:\n  <<: *x\n";
  const root = rootOf(before);
  const places = [root.at("b", "p"), root.at("c", "p"), root.at("a", "p")];
  expect(write(places.map((at) => ({ at, value: 2 })))).toEqual([]);
});

function rows(table: readonly Row[]) {
  for (const [title, before, asked, after] of table) {
    test(title, () => {
      const root = rootOf(before);
      const changes = asked.map(([path, ...value]): Change => {
        const at = root.at(...path);
        return value[0] === undefined ? { at, remove: true } : { at, value: value[0] };
      });
      expect(written(before, changes)).toBe(after);
    });
  }
}

function rootOf(text: string): Place {
  const [placed] = parse({ uri: "file:///a.yaml", text }).documents;
  if (placed === undefined || placed.document.errors.length > 0) throw new Error(`This text is broken:\n${text}`);
  return Place.root(placed.document);
}

function written(text: string, changes: readonly Change[]): string {
  const result = applyEdits(
    text,
    write(changes).flatMap((it) => it.edits),
  );
  rootOf(result);
  return result;
}
