import type { Change } from "./model/change.ts";
import type { Document } from "./model/document.ts";
import type { Place } from "./model/place.ts";
import type { GroupKind, On, Resource } from "./model/resource.ts";
import { unknowable } from "./model/unknowable.ts";
import type { Minor } from "./model/versions.ts";

/** How grave a finding is: `error`, the node or cluster can be taken, or the API server refuses it; `warning`, a defence is missing; `info`, worth knowing. */
export type Severity = "error" | "warning" | "info";

/** A named choice of rules. `all` and `none` are made from the list of rules; no rule names them. */
export type Preset = "recommended" | "strict" | "pod-security-baseline" | "pod-security-restricted";

/** What a fix promises. `safe`: the object after defaulting is equal. `review`: right for most, look first. `choice`: only the author knows the value. */
export type Safety = "safe" | "review" | "choice";

/** Something amiss, at the place that is to be underlined. */
export interface Finding {
  readonly at: Place;
  /** One sentence that says what is amiss, and nothing else: why stands in the rule, and how to mend it in the fix. */
  readonly message: string;
  /** Other places that explain this one. */
  readonly see?: readonly { readonly at: Place; readonly message: string }[];
  /** The preferred one first. */
  readonly fixes?: readonly Fix[];
  /** Where this finding is graver or milder than its rule. */
  readonly severity?: Severity;
  readonly tag?: "deprecated" | "unnecessary";
}

export interface Fix {
  /** What the fix does, as an order without a full stop: "Pin the image". */
  readonly title: string;
  readonly safety: Safety;
  /** Asked for only when someone wants the fix. */
  readonly changes: () => readonly Change[];
}

/** One test of a rule, and one section of its page. A line of `^^^` underlines the line above it; `~~~` underlines what a finding refers to. */
export type Example = ExampleContext &
  (
    | { readonly title: string; readonly good: string }
    | {
        readonly title: string;
        readonly bad: string;
        /** The text after the preferred fix of every finding. */
        readonly fixed?: string;
        /** The text after the second fix of every finding that has one. */
        readonly alsoFixed?: string;
      }
  );

/** The cluster that an example is meant for, where it is not the latest, and what its organisation has set for the rule. */
interface ExampleContext {
  readonly kubernetes?: Minor;
  readonly podSecurity?: Minor;
  readonly podSecurityLevel?: PodSecurityLevel;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** What only an organisation can decide for a rule, as JSON Schema of each option by its name. A rule with required options is silent until they are set. */
export interface OptionsSchema<Options> {
  readonly properties: Readonly<Record<keyof Options & string, JsonSchema>>;
  readonly required: readonly (keyof Options & string)[];
}

/** JSON Schema (draft 7) of one option; `description` is one sentence for its users. */
export type JsonSchema = { readonly description: string } & Readonly<Record<string, unknown>>;

/** What a rule says of itself. Sentences end in a full stop; pages are written from them. */
export interface About {
  /** Names what is wrong, so that it reads well after "ignore". */
  readonly id: string;
  readonly severity: Severity;
  /** One sentence that says what should be. */
  readonly summary: string;
  /** What an attacker or an outage does with it. Markdown, one sentence a line. */
  readonly why: string;
  /** How to mend it, and what may break. Markdown. */
  readonly mend: string;
  /** When to leave it alone. Markdown. */
  readonly leave: string;
  /** Beside "all". */
  readonly presets?: readonly Preset[];
  /** The safest fix that its findings may have; absent where no edit mends it. Held true by the examples. */
  readonly fixable?: Safety;
  /** Ids of rules: where both find something amiss with one subject (the same container, volume …), only this one speaks. */
  readonly replaces?: readonly string[];
  /** Absent for nearly all: options are for what only an organisation can decide. */
  readonly options?: OptionsSchema<Readonly<Record<string, unknown>>>;
  readonly examples: readonly [Example, ...Example[]];
}

export type PodSecurityLevel = "baseline" | "restricted";

/** The cluster that manifests are meant for. */
export interface Cluster {
  readonly kubernetes: Minor;
  /** The version of the Pod Security Standards that pods are judged by. */
  readonly podSecurity: Minor;
  /** The strictest Pod Security level that was asked for by its preset: at a level, checks are exactly the admission controller's. */
  readonly podSecurityLevel?: PodSecurityLevel;
}

/** What a check may ask beside its subject. */
export interface Context<Options = unknown> {
  readonly cluster: Cluster;
  /** What is set for the rule, as its schema says; an empty object where nothing is. */
  readonly options: Options;
}

/** One document, and the resources that it holds. */
export interface Subjects {
  readonly document: Document;
  readonly root: Place;
  /** Those that are applied to a cluster, and those kept local: see `Resource.isLocal`. */
  readonly resources: readonly Resource[];
}

/** A finding, and the subject that it was found at: compared by identity. */
export interface Found {
  readonly finding: Finding;
  readonly subject: unknown;
  readonly resource: Resource | undefined;
}

/** A rule, ready to be run. */
export interface Rule extends About {
  /** The folder that it stands in: `rules/index.ts` says. */
  readonly group: string;
  /** The kinds that it looks at, where it looks at some only: documents without them need not be shown to it. */
  readonly kinds: ReadonlySet<GroupKind> | undefined;
  /** What is amiss in one document. `failed` is told of every error of the rule itself; the rest goes on. */
  readonly find: (subjects: Subjects, context: Context, failed: (error: unknown) => void) => readonly Found[];
}

/** A rule as its file makes it, which does not know its folder. */
export type Ungrouped = Omit<Rule, "group">;

/** A rule that looks at each of the subjects that `on` finds in a resource, and at nothing else. */
export function rule<Subject, Options extends object = Readonly<Record<string, never>>>(
  spec: Omit<About, "options"> & {
    readonly options?: OptionsSchema<Options>;
    readonly on: On<Subject>;
    readonly check: (subject: Subject, context: Context<Options>) => Iterable<Finding>;
  },
): Ungrouped {
  const { on, check, options, ...about } = spec;
  return {
    ...about,
    ...(options !== undefined && { options: options as NonNullable<About["options"]> }),
    kinds: on.kinds,
    find: ({ resources }, context, failed) => {
      const found: Found[] = [];
      for (const resource of resources) {
        for (const subject of guarded(() => on(resource), failed)) {
          const before = found.length;
          try {
            // What is set was held against the rule's schema before.
            for (const finding of check(subject, context as Context<Options>)) {
              found.push({ finding, subject, resource });
            }
          } catch (error) {
            found.length = before;
            if (error !== unknowable) failed(error);
          }
        }
      }
      return found;
    },
  };
}

/** A rule that looks at a document as a text: at what is wrong with its YAML. */
export function documentRule(
  spec: Omit<About, "options"> & { readonly check: (subjects: Subjects, context: Context) => Iterable<Finding> },
): Ungrouped {
  const { check, ...about } = spec;
  return {
    ...about,
    kinds: undefined,
    find: (subjects, context, failed) =>
      guarded(() => [...check(subjects, context)], failed).map((finding) => ({
        finding,
        subject: finding.at,
        resource: undefined,
      })),
  };
}

/** All that `ask` finds; nothing, if only a renderer could tell or the rule itself fails. */
function guarded<Item>(ask: () => readonly Item[], failed: (error: unknown) => void): readonly Item[] {
  try {
    return ask();
  } catch (error) {
    if (error !== unknowable) failed(error);
    return [];
  }
}
