import fc from "fast-check";
import { expect, test } from "vitest";
import type { Change, Writable } from "../../rules/model/change.ts";
import type { Document } from "../../rules/model/document.ts";
import { parse } from "../../rules/model/manifest.ts";
import { Place, type Step } from "../../rules/model/place.ts";
import { applyEdits } from "../../rules/model/source.ts";
import { write } from "../../rules/model/write.ts";
import { type Comment, type Habits, habits, part, textOf } from "../support/random-text.ts";

const RUNS = Number(process.env.RUNS ?? 300);

test("after changes every place has the value that it was to have, and all else what it had", () => {
  fc.assert(
    fc.property(part, habits, fc.array(wish, { minLength: 1, maxLength: 6 }), (content, layout, wishes) => {
      const { text, comments } = textOf(content, layout);
      const document = read(text);
      const before = Place.root(document).value ?? null;
      const orders = ordersOf(before, wishes).filter((it) => changeOf(document, it).at.writable);
      let result = "";
      try {
        const edits = write(orders.map((it) => changeOf(document, it))).flatMap((it) => it.edits);
        result = applyEdits(text, edits);
        const after = outcome(before, orders, []);
        expect(Place.root(read(result)).value).toEqual(after);
        keepsComments(result, comments, before, orders);
        if (text.includes("\n")) keepsLineEnds(result, layout);
      } catch (error) {
        const asked = orders.map((it) => JSON.stringify(it)).join("\n");
        throw new Error(`${text}\n--- ${asked} --->\n${result}\n${error instanceof Error ? error.message : error}`);
      }
    }),
    { numRuns: RUNS, seed: Number(process.env.SEED ?? 1) },
  );
});

test("the same changes made twice change nothing more", () => {
  fc.assert(
    fc.property(part, habits, fc.array(wish, { minLength: 1, maxLength: 4 }), (content, layout, wishes) => {
      const { text } = textOf(content, layout);
      const document = read(text);
      const orders = ordersOf(Place.root(document).value ?? null, wishes).filter(
        (it) => "value" in it && !isBeyond(it),
      );
      const once = applyEdits(
        text,
        write(orders.map((it) => changeOf(document, it))).flatMap((it) => it.edits),
      );
      const again = read(once);
      const edits = write(orders.map((it) => changeOf(again, it)).filter((it) => it.at.writable)).flatMap(
        (it) => it.edits,
      );
      if (edits.length > 0)
        throw new Error(`${text}\n--- ${JSON.stringify(orders)} --->\n${once}\n${JSON.stringify(edits)}`);
    }),
    { numRuns: Math.ceil(RUNS / 3), seed: 2 },
  );
});

/** What is asked for: at a place that stands (`where` picks one), or below it at `missing`. */
interface Wish {
  readonly where: number;
  readonly missing: readonly Step[];
  readonly value: Writable | undefined;
}

type Order =
  | { readonly path: readonly Step[]; readonly value: Writable }
  | { readonly path: readonly Step[]; readonly remove: true };

const name = fc.constantFrom("securityContext", "drop", "new", "on", "5", "a: b", "runAsUser");
const leaf = fc.constantFrom<Writable>(
  "ALL",
  "yes",
  "",
  "5",
  "a: b",
  "x, [y]",
  "#c",
  "it's",
  "two\nlines",
  "a ",
  "-",
  "--x",
  true,
  7,
  0.5,
  -1,
);
const { value } = fc.letrec<{ value: Writable }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(name, tie("value"), { maxKeys: 3 }),
  ),
}));
const wish: fc.Arbitrary<Wish> = fc.record({
  where: fc.nat(),
  missing: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    fc.array(fc.oneof({ weight: 3, arbitrary: name }, fc.constantFrom(0, 1, 9)), { maxLength: 3 }),
  ),
  value: fc.option(value, { nil: undefined }),
});

/** Wishes that do not contradict one another. */
function ordersOf(before: unknown, wishes: readonly Wish[]): readonly Order[] {
  const paths = pathsOf(before, []);
  const orders: Order[] = [];
  for (const { where, missing, value } of wishes) {
    const stands = paths[where % paths.length] ?? [];
    const path = [...stands, ...missing.map((it) => (it === 9 ? sizeAt(before, stands) : it))];
    if (path.length === 0 || !isPossible(before, path) || orders.some((it) => meet(it.path, path))) continue;
    orders.push(value === undefined ? { path, remove: true } : { path, value });
  }
  // Where nothing stands yet, siblings must agree on whether they make a mapping or a sequence.
  return orders.filter((it, index) => !orders.slice(0, index).some((other) => quarrel(it.path, other.path)));
}

const meet = (a: readonly Step[], b: readonly Step[]) => a.every((it, at) => at >= b.length || it === b[at]);

function quarrel(a: readonly Step[], b: readonly Step[]): boolean {
  const fork = a.findIndex((it, at) => it !== b[at]);
  return typeof a[fork] !== typeof b[fork];
}

function isPossible(data: unknown, path: readonly Step[]): boolean {
  let at = data;
  for (const step of path) {
    if (at === null || at === undefined) return true;
    if (typeof at !== "object" || (Array.isArray(at) && typeof step !== "number")) return false;
    if (!Array.isArray(at) && typeof step === "number") return false;
    at = own(at, step);
  }
  return true;
}

function pathsOf(data: unknown, path: readonly Step[]): readonly (readonly Step[])[] {
  if (typeof data !== "object" || data === null) return [path];
  const steps = Array.isArray(data) ? [...data.keys()] : Object.keys(data);
  return [path, ...steps.flatMap((step) => pathsOf(own(data, step), [...path, step]))];
}

function sizeAt(data: unknown, path: readonly Step[]): number {
  const at = path.reduce<unknown>((it, step) => own(it, step), data);
  return Array.isArray(at) ? at.length : 0;
}

const own = (data: unknown, step: Step): unknown =>
  typeof data === "object" && data !== null && Object.hasOwn(data, step)
    ? (data as { readonly [key: string]: unknown })[String(step)]
    : undefined;

const isBeyond = ({ path }: Order) => path.some((it) => typeof it === "number");

function changeOf(document: Document, order: Order): Change {
  const at = Place.root(document).at(...order.path);
  return "value" in order ? { at, value: order.value } : { at, remove: true };
}

const GONE = Symbol("gone");

/** What is to stand at a place, told from the data alone. */
function outcome(data: unknown, orders: readonly Order[], path: readonly Step[]): unknown {
  const here = orders.find((it) => it.path.length === path.length);
  if (here !== undefined) return "value" in here ? here.value : GONE;
  const sets = orders.filter((it) => "value" in it || pathsOf(data, path).some((at) => at.join() === it.path.join()));
  if (sets.length === 0) return data;
  const steps = [...new Set(sets.map((it) => it.path[path.length] as Step))];
  const isSequence = Array.isArray(data) || ((data ?? undefined) === undefined && typeof steps[0] === "number");
  const below = (step: Step, it: unknown) =>
    outcome(
      it,
      sets.filter((order) => order.path[path.length] === step),
      [...path, step],
    );
  const isEmpty = typeof data === "object" && data !== null && Object.keys(data).length === 0;
  if (isSequence) {
    const items = (data ?? []) as readonly unknown[];
    const added = steps.filter((it) => Number(it) >= items.length).toSorted((a, b) => Number(a) - Number(b));
    const list = [...items.map((it, index) => below(index, it)), ...added.map((it) => below(it, undefined))].filter(
      (it) => it !== GONE,
    );
    return list.length === 0 && !isEmpty && path.length > 0 ? GONE : list;
  }
  const mapping = Object.fromEntries(
    [...new Set([...Object.keys(data ?? {}), ...steps.map(String)])]
      .map((key) => [key, steps.includes(key) ? below(key, own(data, key)) : own(data, key)])
      .filter(([, it]) => it !== GONE),
  );
  const isLeft = Object.keys(mapping).length > 0 || path.length === 0 || path.at(-1) === "emptyDir";
  return isLeft ? mapping : GONE;
}

/** Only what was removed or replaced takes comments with it. */
function keepsComments(result: string, comments: readonly Comment[], before: unknown, orders: readonly Order[]): void {
  const lines = result.split(/\r?\n/);
  for (const { text, path, isAbove, line } of comments) {
    const isTouched = orders.some((it) =>
      meet(isAbove ? it.path : path.slice(0, it.path.length), isAbove ? path.slice(0, -1) : it.path),
    );
    const isReplaced = orders.some((it) => it.path.length <= path.length - (isAbove ? 1 : 0) && meet(it.path, path));
    const holder = isAbove ? path.slice(0, -1) : path;
    if (isReplaced || collapses(before, orders, holder)) continue;
    const found = lines.find((it) => it.endsWith(text));
    if (found === undefined) throw new Error(`The comment "${text}" is lost.`);
    if (!isTouched && line !== undefined) expect(found.replace(/^[ -]*/, "")).toBe(line.replace(/^[ -]*/, ""));
  }
}

/** Whether a place is gone, and all in it. */
function collapses(before: unknown, orders: readonly Order[], path: readonly Step[]): boolean {
  for (let length = 1; length <= path.length; length++) {
    const at = path.slice(0, length);
    const within = orders.filter((it) => meet(at, it.path) || meet(it.path, at));
    const data = at.reduce<unknown>((it, step) => own(it, step), before);
    if (within.length > 0 && outcome(data, within, at) === GONE) return true;
  }
  return false;
}

function keepsLineEnds(result: string, { lineEnd }: Habits): void {
  if (lineEnd === "\r\n") expect(result.replaceAll("\r\n", "")).not.toContain("\n");
  else expect(result).not.toContain("\r");
}

function read(text: string): Document {
  const { documents } = parse({ uri: "file:///a.yaml", text });
  const [placed] = documents;
  if (placed === undefined || documents.length > 1 || placed.document.errors.length > 0) {
    throw new Error(`This text is broken: ${placed?.document.errors[0]?.message}\n${text}`);
  }
  return placed.document;
}
