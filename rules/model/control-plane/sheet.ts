import type { Change } from "../change.ts";
import { Proposal } from "../change.ts";
import type { Place } from "../place.ts";
import type { Container } from "../pods.ts";

/** A program of the control plane, or one that runs on every node. */
export type Program =
  | "etcd"
  | "kube-apiserver"
  | "kube-controller-manager"
  | "kube-proxy"
  | "kube-scheduler"
  | "kubelet";

/** One of several values that a setting has. */
export interface Item {
  readonly text: string;
  readonly at: Place;
}

/** What is to be written for a setting: values of a list are joined by commas. */
export type Value = string | Proposal;

/** One time that something is set, by a flag or by the field that stands for it. */
export interface Written {
  readonly at: Place;
  /** As the program reads it, values of a list joined by commas. Throws `unknowable`. */
  readonly text: () => string;
  /** Throws `unknowable`. */
  readonly items: () => readonly Item[];
  readonly put: (value: Value) => readonly Change[];
  readonly remove: () => readonly Change[];
}

/** Where a program is told how to run, in the words of its flags: a command line, or a file that stands for one. */
export interface Sheet {
  /** Each time that a flag is written, of which the last counts. */
  readonly written: (flag: string) => readonly Written[];
  /** Every flag that is written. */
  readonly flags: () => readonly { readonly name: string; readonly written: Written }[];
  /** What holds where a flag is not written: its default. Throws `unknowable` where another file may say it. */
  readonly otherwise: (flag: string) => string;
  /** Where a flag would be written that is not there yet. */
  readonly place: (flag: string) => Place;
  readonly add: (flag: string, value: Value) => readonly Change[];
  /** The container that the program runs in, where that is to be seen. */
  readonly container?: Container;
}

/** Flags that are switches: the word behind them is no value of theirs. */
const SWITCHES: ReadonlySet<string> = new Set([
  "anonymous-auth",
  "auto-tls",
  "client-cert-auth",
  "make-iptables-util-chains",
  "peer-auto-tls",
  "peer-client-cert-auth",
  "profiling",
  "protect-kernel-defaults",
  "rotate-certificates",
  "rotate-server-certificates",
  "service-account-extend-token-expiration",
  "service-account-lookup",
  "use-service-account-credentials",
]);

export const isSwitch = (flag: string): boolean => SWITCHES.has(flag);

/** The words that Go takes for true and false (`strconv.ParseBool`), as `true` and `false`; any other text as it is. */
export function plainly(flag: string, text: string): string {
  if (!isSwitch(flag)) return text;
  if (/^(?:1|t|T|true|TRUE|True)$/.test(text)) return "true";
  return /^(?:0|f|F|false|FALSE|False)$/.test(text) ? "false" : text;
}

/** The values of a text that lists them with commas, each underlined where it stands. */
export const itemsOf = (text: string, at: Place): readonly Item[] =>
  text
    .split(",")
    .map((it) => it.trim())
    .filter((it) => it !== "")
    .map((it) => ({ text: it, at: part(at, it) }));

/** The first time that a word stands in what is underlined, as a whole. */
function part(at: Place, word: string): Place {
  const { start, end } = at.span;
  const shown = at.document.text.slice(start, end);
  const found = new RegExp(`(?<![\\w-])${word.replace(/[^\w-]/g, "\\$&")}(?![\\w-])`).exec(shown);
  return found === null ? at : at.underline({ start: start + found.index, end: start + found.index + word.length });
}

export const textOf = (value: Value): string => (value instanceof Proposal ? String(value.value) : value);

/** A value behind what leads to it: `--name=`. */
export const prefixed = (prefix: string, value: Value): Value =>
  value instanceof Proposal ? new Proposal(`${prefix}${value.value}`) : `${prefix}${value}`;
