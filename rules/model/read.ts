import { type Document as Composed, isAlias, isMap, isScalar, isSeq, parseDocument, type Node as YamlNode } from "yaml";
import type { Damage, Document } from "./document.ts";
import { excessOf } from "./read/aliasing.ts";
import { tooDeep } from "./read/depth.ts";
import { folded, isJoined } from "./read/join.ts";
import { readQuickly } from "./read/quick.ts";
import { repair } from "./read/repair.ts";
import { TOO_DEEP } from "./read/said.ts";
import { tabDamages } from "./read/tabs.ts";
import { tear } from "./read/tear.ts";
import { keyName, scalarValue } from "./scalars.ts";
import { Kind, NONE, type Node, Style, TreeBuilder } from "./tree.ts";

/** How many errors of one document are worth telling. */
const MOST_ERRORS = 100;

/**
 * Reads one document, however broken. `masked` is what to read in place of `text`, of the same length.
 * Two readers fill the same tree: one that is quick and refuses whatever is uncommon, and one that takes everything.
 */
export function read(text: string, masked: string): Document {
  const readable = withGoBreaks(masked);
  const quick = readQuickly(readable);
  return quick === undefined ? readTolerantly(text, masked) : document({ text, masked, readable }, quick, [], []);
}

/** The same by the tolerant reader. What an error hides is marked in the tree as torn: nothing can be said of what is missing there. */
export function readTolerantly(text: string, masked: string): Document {
  const readable = withGoBreaks(masked);
  const deep = tooDeep(readable);
  if (deep !== undefined) {
    return document({ text, masked, readable }, new TreeBuilder(), [{ span: deep, message: TOO_DEEP }], []);
  }
  const composed = compose(readable);
  if (composed.errors.length === 0) return filled({ text, masked, readable }, composed, [], []);
  const { text: mended, composed: whole, damages, holes } = repair(readable, composed, compose);
  return filled({ text, masked, readable: mended }, whole, damages, holes);
}

/** A carriage return alone is a line break to go-yaml, but to no other reader. */
const withGoBreaks = (text: string) => (text.includes("\r") ? text.replace(/\r(?!\n)/g, "\n") : text);

/** A text in three forms of one length: as it was written, masked, and as it is read. */
interface Forms {
  readonly text: string;
  readonly masked: string;
  readonly readable: string;
}

function compose(text: string): Composed {
  const composed = parseDocument(text, {
    schema: "failsafe",
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "silent",
  });
  // go-yaml takes a comment that stands close behind a quote.
  composed.errors = composed.errors.filter(({ message }) => !message.startsWith("Comments must be separated"));
  return composed;
}

function filled(forms: Forms, composed: Composed, damages: readonly Damage[], holes: readonly number[]): Document {
  const filler = new Filler(forms.readable);
  if (composed.contents !== null) filler.fill(composed.contents as YamlNode);
  return document(forms, filler.builder, damages, holes, filler.damages);
}

function document(
  { text, masked, readable }: Forms,
  builder: TreeBuilder,
  damages: readonly Damage[],
  holes: readonly number[],
  refused: readonly Damage[] = [],
): Document {
  const tree = builder.tree(readable);
  tear(tree, builder.facts, readable, holes);
  const found = [
    ...markDamages(readable),
    ...controlDamages(readable),
    ...(damages.length > 0 ? damages : tabDamages(tree)),
    ...refused,
    ...excessOf(tree),
  ];
  // What a template leaves of a text need not be YAML: only what it renders must be.
  const errors = /\{\{|\{%/.test(text) ? [] : found.slice(0, MOST_ERRORS);
  return { text, masked, tree, errors, isBroken: found.length > 0, memory: new Map() };
}

/** What kubectl refuses around the mark that begins a document, though it is good YAML. */
function* markDamages(text: string): Generator<Damage> {
  const mark = /^---[ \t]+(?=[^#\s])/.exec(text);
  if (mark !== null) {
    const start = mark[0].length;
    const end = start + text.slice(start).search(/\s*(?:[\r\n]|$)/);
    yield { span: { start, end }, message: "kubectl refuses what stands on the line of a document mark." };
  }
  for (let line = 0; text.charAt(line) === "%" || text.charAt(line) === "#"; ) {
    const stop = text.indexOf("\n", line);
    const end = stop === -1 ? text.length : stop;
    if (text.charAt(line) === "%") {
      yield { span: { start: line, end }, message: "Kubernetes refuses a directive such as %YAML." };
    }
    line = end + 1;
  }
}

/** Control characters, which go-yaml refuses wherever they stand. */
function* controlDamages(text: string): Generator<Damage> {
  const start = text.search(/(?![\t\n\r\u0085])\p{Cc}/u);
  if (start === -1) return;
  const code = text.charCodeAt(start).toString(16).padStart(4, "0");
  yield {
    span: { start, end: start + 1 },
    message: `Kubernetes refuses the control character U+${code} in a manifest.`,
  };
}

const STYLES: Readonly<Record<string, Style>> = {
  QUOTE_SINGLE: Style.Single,
  QUOTE_DOUBLE: Style.Double,
  BLOCK_LITERAL: Style.Literal,
  BLOCK_FOLDED: Style.Folded,
};

/** Fills a tree from what `yaml` composed, and notes what go-yaml, by which Kubernetes reads, would refuse beyond that. */
class Filler {
  readonly builder = new TreeBuilder();
  readonly damages: Damage[] = [];
  private readonly anchors = new Map<string, Node>();
  private readonly open = new Set<Node>();

  private readonly isJson: boolean;

  constructor(private readonly text: string) {
    this.isJson = /^\s*\{/.test(text);
  }

  fill(node: YamlNode | null, isKey = false): void {
    const { builder } = this;
    const [start, end] = node?.range ?? [builder.reached, builder.reached];
    if (isMap(node) || isSeq(node)) {
      if (isKey)
        this.damage(start, end, "A key must be plain text: Kubernetes cannot read a list or a mapping as a key.");
      const style = node.flow ? Style.Flow : Style.Block;
      const collection = builder.begin(isMap(node) ? Kind.Mapping : Kind.Sequence, style, start);
      this.note(collection, node, start);
      this.open.add(collection);
      if (isMap(node)) {
        for (const { key, value } of node.items) {
          this.fill(key as YamlNode | null, true);
          this.fill(value as YamlNode | null);
          if (isScalar(key) && key.value === "<<" && key.type === "PLAIN")
            this.checkMerge(key, value as YamlNode | null);
        }
      } else for (const item of node.items) this.fill(item as YamlNode);
      this.open.delete(collection);
      builder.finish(node.flow ? end : builder.reached);
      return;
    }
    if (isAlias(node)) {
      this.alias(node.source, start, end);
      return;
    }
    // Behind a tag, nothing is an empty text, or what the tag makes of it.
    if (!isScalar(node) || (start === end && node.tag === undefined)) {
      const empty = builder.leaf(Kind.Empty, Style.Plain, start, start);
      if (isKey) this.damage(start, start + 1, "A key is missing here.");
      if (isScalar(node)) this.note(empty, node, start);
      return;
    }
    const style = STYLES[node.type ?? ""] ?? Style.Plain;
    const written = this.text.slice(start, end);
    const trimmed = style === Style.Literal || style === Style.Folded ? written.trimEnd() : written;
    const scalar = builder.leaf(Kind.Scalar, style, start, start + trimmed.length);
    const value = this.valueOf(String(node.value), written);
    if (style === Style.Double && !this.isJson && written.includes("\\")) this.checkEscapes(written, start);
    if (value !== trimmed) builder.facts.strings.set(scalar, value);
    this.note(scalar, node, start);
    if (style === Style.Plain || node.tag !== undefined) this.checkScalar(value, style, node.tag, isKey, start, end);
  }

  /** What `yaml` makes of a scalar, but for lines that were joined, and for a last line without a break: go-yaml adds none. */
  private valueOf(value: string, written: string): string {
    if (isJoined(value)) return folded(value);
    const isBlock = /^[|>]/.test(written);
    return isBlock && !written.endsWith("\n") && value.endsWith("\n") ? value.slice(0, -1) : value;
  }

  private note(node: Node, { anchor, tag }: { anchor?: string; tag?: string }, start: number): void {
    if (anchor !== undefined) {
      this.anchors.set(anchor, node);
      this.builder.facts.anchors.set(node, this.text.lastIndexOf(`&${anchor}`, start));
    }
    if (tag !== undefined) this.builder.facts.tags.set(node, tag);
  }

  private alias(name: string, start: number, end: number): void {
    const { facts } = this.builder;
    const alias = this.builder.leaf(Kind.Alias, Style.Plain, start, end);
    const target = this.anchors.get(name) ?? NONE;
    if (target === NONE) {
      if (name !== "") this.damage(start, end, `No anchor "&${name}" stands above this alias.`);
    } else if (this.open.has(target)) {
      this.damage(start, end, `The anchor "&${name}" contains itself.`);
    } else {
      facts.targets.set(alias, target);
      facts.shared.add(target);
    }
  }

  private checkScalar(
    value: string,
    style: Style,
    tag: string | undefined,
    isKey: boolean,
    start: number,
    end: number,
  ) {
    if (isKey) {
      if (value !== "<<" && keyName(value, style, tag) === undefined) {
        this.damage(start, end, `Kubernetes cannot read "${value}" as a key.`);
      }
      return;
    }
    // Of plain scalars only infinities and the like are refused: most are passed over by their first character.
    if (tag === undefined && !"+-.".includes(value.charAt(0))) return;
    if (scalarValue(value, style, tag) === undefined) {
      this.damage(start, end, `Kubernetes cannot read "${value.slice(0, 40)}" as a value.`);
    }
  }

  /** What JSON allows behind a backslash, and go-yaml does not. */
  private checkEscapes(written: string, start: number): void {
    const bad = /(?<=(?:^|[^\\])(?:\\\\)*)\\(?:\/|u[dD][89a-fA-F][0-9a-fA-F]{2})/.exec(written);
    if (bad === null) return;
    const from = start + bad.index;
    this.damage(from, from + bad[0].length, `Kubernetes cannot read the escape "${bad[0]}" in YAML.`);
  }

  /** A merge key takes a mapping, an alias of one, or a list of these. */
  private checkMerge(key: YamlNode, value: YamlNode | null): void {
    const items = isSeq(value) ? value.items : [value];
    if (items.every((it) => isMap(it) || isAlias(it))) return;
    const [start, end] = key.range ?? [0, 0];
    this.damage(start, end, 'Only a mapping or a list of mappings can be merged by "<<".');
  }

  private damage(start: number, end: number, message: string): void {
    this.damages.push({ span: { start, end: Math.min(end, this.text.length) }, message });
  }
}
