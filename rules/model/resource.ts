import { keptLocal } from "./kinds.ts";
import type { Memory } from "./memory.ts";
import type { Place } from "./place.ts";
import { ifKnown } from "./unknowable.ts";

/** A kind with its API group: `apps/Deployment`; without a slash for the core group: `Pod`. Versions are left out. */
export type GroupKind = string;

/** A Kubernetes resource, as the user wrote it: a whole document, or an item of a List. */
export class Resource {
  readonly apiVersion: string;
  readonly kind: string;
  /** The API group: empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly groupKind: GroupKind;
  readonly memory: Memory = new Map();

  constructor(
    readonly place: Place,
    /** What an item of a typed list (`ConfigMapList`) goes by when it does not say. */
    inherited?: { readonly apiVersion: string; readonly kind: string },
  ) {
    this.apiVersion = ifKnown(() => place.at("apiVersion").string, undefined) ?? inherited?.apiVersion ?? "";
    this.kind = ifKnown(() => place.at("kind").string, undefined) ?? inherited?.kind ?? "";
    const slash = this.apiVersion.indexOf("/");
    this.group = slash === -1 ? "" : this.apiVersion.slice(0, slash);
    this.version = this.apiVersion.slice(slash + 1);
    this.groupKind = this.group === "" ? this.kind : `${this.group}/${this.kind}`;
  }

  at: Place["at"] = (...steps) => this.place.at(...steps);

  /** What the author calls it: for messages. Its generated name's beginning, where it has only that. */
  get name(): string {
    const { shown } = this.at("metadata", "name");
    return shown === "" ? this.at("metadata", "generateName").shown : shown;
  }

  /** The namespace that is written; `undefined` for whatever it is applied to. Throws `unknowable`. */
  get namespace(): string | undefined {
    return this.at("metadata", "namespace").string;
  }

  /** Whether it is read by a tool on the author's machine and never reaches an API server: a Kustomization, say. */
  get isLocal(): boolean {
    return keptLocal(this.group, this.kind);
  }
}

/** What a rule looks at in a resource. */
export interface On<Subject> {
  (resource: Resource): readonly Subject[];
  /** The kinds in which there may be something to look at; absent where that could be any. */
  readonly kinds?: ReadonlySet<GroupKind>;
}

/** Resources of these kinds. Made to be a rule's `on`. */
export function kind(...kinds: readonly GroupKind[]): On<Resource> {
  const wanted = new Set(kinds);
  return inKinds(wanted, (resource) => (wanted.has(resource.groupKind) ? [resource] : []));
}

/** Every resource that is applied to a cluster, of whatever kind. Made to be a rule's `on`. */
export const applied: On<Resource> = (resource) => (resource.isLocal ? [] : [resource]);

/** `find`, which finds nothing in resources of other kinds. */
export const inKinds = <Subject>(
  kinds: ReadonlySet<GroupKind>,
  find: (resource: Resource) => readonly Subject[],
): On<Subject> => Object.assign((resource: Resource) => find(resource), { kinds });

/** Marks what a tool runs as a function before anything is applied, whatever its kind. Source: the KRM functions specification. */
const FUNCTION = "config.kubernetes.io/function";

/** The resources of a document: itself, or the items of the list that it is. None where it says no `apiVersion` and `kind`, or only configures a function. */
export function resourcesOf(root: Place): readonly Resource[] {
  const own = new Resource(root);
  if (own.apiVersion === "" || own.kind === "") return [];
  if (ifKnown(() => own.at("metadata", "annotations", FUNCTION).exists, false)) return [];
  const items = root.at("items");
  if (!own.kind.endsWith("List") || !ifKnown(() => items.isSequence, false)) return [own];
  const inherited = own.kind === "List" ? undefined : { apiVersion: own.apiVersion, kind: own.kind.slice(0, -4) };
  return items.children
    .map((item) => new Resource(item, inherited))
    .filter((it) => it.apiVersion !== "" && it.kind !== "");
}
