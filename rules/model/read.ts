import { isAlias, isMap, isScalar, isSeq, type ParsedNode, parseDocument } from "yaml";
import type { Document } from "./document.ts";
import { Kind, type Node, Style, type Tree, TreeBuilder } from "./tree.ts";

/** Reads one document, however broken. (A first cut: errors, marks and anchors are still to come.) */
export function read(text: string, masked: string): Document {
  const document = parseDocument(masked, {
    schema: "failsafe",
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "silent",
  });
  const builder = new TreeBuilder();
  if (document.contents !== null) fill(builder, document.contents as ParsedNode, masked);
  const tree: Tree = builder.tree(masked);
  const errors = document.errors.map(({ pos: [start, end], message }) => ({ span: { start, end }, message }));
  return { text, masked, tree, errors };
}

function fill(builder: TreeBuilder, node: ParsedNode, text: string): Node {
  const [start, end] = node.range;
  if (isMap(node) || isSeq(node)) {
    const opened = builder.begin(
      isMap(node) ? Kind.Mapping : Kind.Sequence,
      node.flow ? Style.Flow : Style.Block,
      start,
    );
    for (const item of node.items) {
      if ("key" in item) {
        fill(builder, item.key as ParsedNode, text);
        if (item.value === null) builder.leaf(Kind.Empty, Style.Plain, builder.reached, builder.reached);
        else fill(builder, item.value as ParsedNode, text);
      } else fill(builder, item as ParsedNode, text);
    }
    builder.finish(node.flow ? end : builder.reached);
    return opened;
  }
  if (isAlias(node)) return builder.leaf(Kind.Alias, Style.Plain, start, end);
  if (isScalar(node) && start === end) return builder.leaf(Kind.Empty, Style.Plain, start, end);
  const styles: Record<string, Style> = {
    QUOTE_SINGLE: Style.Single,
    QUOTE_DOUBLE: Style.Double,
    BLOCK_LITERAL: Style.Literal,
    BLOCK_FOLDED: Style.Folded,
  };
  const style = styles[String(isScalar(node) ? node.type : "")] ?? Style.Plain;
  const trimmed = start + text.slice(start, end).trimEnd().length;
  const leaf = builder.leaf(Kind.Scalar, style, start, trimmed);
  const value = String(isScalar(node) ? node.value : "");
  if (value !== text.slice(start, trimmed)) builder.facts.strings.set(leaf, value);
  return leaf;
}
