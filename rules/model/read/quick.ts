import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, type ScalarEvent } from "js-yaml";
import { keyName, scalarValue } from "../scalars.ts";
import { Kind, Style, TreeBuilder } from "../tree.ts";

/**
 * The tree of a text that is written as nearly all are, several times as fast as `yaml` makes it; `undefined` for a text
 * with mistakes, and for one with anything uncommon in it: the other reader knows what to make of those.
 */
export function readQuickly(text: string): TreeBuilder | undefined {
  if (UNCOMMON_CHARACTER.test(text) || UNCOMMON_LINE.test(text)) return undefined;
  try {
    const [document, ...events] = parseEvents(text, { maxDepth: DEEPEST });
    if (document?.type !== EVENT_ID.DOCUMENT || events.pop()?.type !== EVENT_ID.POP) return undefined;
    return new Filler(text).filled(events);
  } catch {
    return undefined;
  }
}

/** Deeper texts are hostile. */
const DEEPEST = 100;

/** Characters that are not the same to every reader: tabs, line breaks and control characters that only some take for such. */
const UNCOMMON_CHARACTER = /[^\n\x20-\x7e\xa0-\u2027\u202a-\ufefe\uff00-\ufffd]/;

/** Lines that are uncommon in a document: directives, its end, an explicit key, a mark that is indented. */
const UNCOMMON_LINE = /^(?:%|\.\.\.|[ -]*\?[ \n]| +---)/m;

/** YAML allows no longer key without a mark of its own. */
const LONGEST_KEY = 1024;

class Filler {
  private readonly builder = new TreeBuilder();
  private readonly isJson: boolean;

  constructor(private readonly text: string) {
    this.isJson = /^\s*\{/.test(text);
  }

  /** The tree, if all events are common ones. */
  filled(events: readonly Event[]): TreeBuilder | undefined {
    const { builder, text } = this;
    // How many children each open mapping has, and of each sequence -1.
    const open: { isMapping: boolean; isFlow: boolean; count: number }[] = [];
    for (const event of events) {
      const within = open.at(-1);
      if (event.type === EVENT_ID.POP) {
        const closed = open.pop();
        if (closed === undefined) return undefined;
        const end = closed.isFlow ? this.closing(builder.reached, closed.count === 0) : builder.reached;
        if (end === undefined) return undefined;
        builder.finish(end);
        continue;
      }
      if (event.type === EVENT_ID.ALIAS || event.type === EVENT_ID.DOCUMENT) return undefined;
      if (event.anchorStart !== -1 || event.tagStart !== -1) return undefined;
      const isKey = within?.isMapping === true && within.count % 2 === 0;
      if (within !== undefined) within.count++;
      if (event.type === EVENT_ID.SCALAR) {
        if (!this.scalar(event, isKey, within?.isMapping === true && !within.isFlow)) return undefined;
      } else {
        const isMapping = event.type === EVENT_ID.MAPPING;
        const isFlow = text.charAt(event.start) === (isMapping ? "{" : "[");
        if (isKey || isFlow !== (event.style === 2)) return undefined;
        builder.begin(isMapping ? Kind.Mapping : Kind.Sequence, isFlow ? Style.Flow : Style.Block, event.start);
        open.push({ isMapping, isFlow, count: 0 });
      }
    }
    return builder.size === 0 ? undefined : builder;
  }

  private scalar(event: ScalarEvent, isKey: boolean, isInBlockMapping: boolean): boolean {
    const { builder, text } = this;
    const { valueStart, valueEnd } = event;
    if (valueStart === -1) {
      const at = isKey || !isInBlockMapping ? undefined : this.behindColon(builder.reached);
      if (at === undefined) return false;
      builder.leaf(Kind.Empty, Style.Plain, at, at);
      return true;
    }
    const style = STYLES[event.style];
    const isQuoted = style === Style.Single || style === Style.Double;
    const isBlock = style === Style.Literal || style === Style.Folded;
    const start = isBlock ? this.header(valueStart) : isQuoted ? valueStart - 1 : valueStart;
    if (start === undefined) return false;
    const end = isQuoted ? valueEnd + 1 : isBlock ? start + text.slice(start, valueEnd).trimEnd().length : valueEnd;
    if (isKey && (end - start > LONGEST_KEY || text.slice(start, end).includes("\n"))) return false;
    if (isQuoted && !this.isAlone(end)) return false;
    const scalar = builder.leaf(Kind.Scalar, style, start, end);
    if (event.fast && !isQuoted) return this.isRead(text.slice(start, end), style, isKey);
    if (style === Style.Double && !this.isJson && !event.fast && /\\[/u]/.test(text.slice(start, end))) return false;
    const decoded = getScalarValue(text, event);
    // A last line without a break: go-yaml adds none.
    const isOpenEnded = isBlock && decoded.endsWith("\n") && text.charAt(valueEnd - 1) !== "\n";
    const value = isOpenEnded ? decoded.slice(0, -1) : decoded;
    builder.facts.strings.set(scalar, value);
    return this.isRead(value, style, isKey);
  }

  /** Whether Kubernetes reads it as a key, or as a value. */
  private isRead(value: string, style: Style, isKey: boolean): boolean {
    if (isKey) return value !== "<<" && keyName(value, style, undefined) !== undefined;
    if (style !== Style.Plain || !"+-.".includes(value.charAt(0))) return true;
    return scalarValue(value, style, undefined) !== undefined;
  }

  /** Where a value would begin behind a key that has none: as `yaml` places it. */
  private behindColon(keyEnd: number): number | undefined {
    let at = keyEnd;
    while (this.text.charAt(at) === " ") at++;
    if (this.text.charAt(at) !== ":") return undefined;
    do at++;
    while (this.text.charAt(at) === " ");
    return at;
  }

  /** Where the header of a block scalar begins, whose content begins at `content`. */
  private header(content: number): number | undefined {
    const line = this.text.lastIndexOf("\n", content - 2) + 1;
    const marks = [...this.text.slice(line, content).matchAll(/[|>]/g)];
    return marks.length === 1 && content > 0 ? line + (marks[0]?.index ?? 0) : undefined;
  }

  /** Behind the bracket that closes a flow collection. */
  private closing(reached: number, isEmpty: boolean): number | undefined {
    let at = isEmpty ? reached + 1 : reached;
    while (/[\s,]/.test(this.text.charAt(at))) at++;
    return /[\]}]/.test(this.text.charAt(at)) && this.isAlone(at + 1) ? at + 1 : undefined;
  }

  /** Whether nothing follows on the line that belongs neither to what ends here nor to what holds it. */
  private isAlone(end: number): boolean {
    let at = end;
    while (this.text.charAt(at) === " ") at++;
    const next = this.text.charAt(at);
    return next === "#" ? at > end : next === "" || "\n,:]}".includes(next);
  }
}

const STYLES: Readonly<Record<ScalarEvent["style"], Style>> = {
  [SCALAR_STYLE.PLAIN]: Style.Plain,
  [SCALAR_STYLE.SINGLE_QUOTED]: Style.Single,
  [SCALAR_STYLE.DOUBLE_QUOTED]: Style.Double,
  [SCALAR_STYLE.LITERAL_BLOCK]: Style.Literal,
  [SCALAR_STYLE.FOLDED_BLOCK]: Style.Folded,
};
