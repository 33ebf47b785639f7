import type { Change } from "./change.ts";
import { commandOf } from "./control-plane/commands.ts";
import { FILE_KINDS, fileOf } from "./control-plane/files.ts";
import { KUBEADM_KINDS, kubeadmOf } from "./control-plane/kubeadm.ts";
import type { Item, Program, Sheet, Value, Written } from "./control-plane/sheet.ts";
import { once } from "./memory.ts";
import type { Place } from "./place.ts";
import { type Container, containers, isSidecar, WORKLOADS } from "./pods.ts";
import { inKinds, type On, type Resource } from "./resource.ts";
import { ifKnown } from "./unknowable.ts";

const TITLES: Readonly<Record<Program, string>> = {
  etcd: "etcd",
  "kube-apiserver": "The API server",
  "kube-controller-manager": "The controller manager",
  "kube-proxy": "kube-proxy",
  "kube-scheduler": "The scheduler",
  kubelet: "The kubelet",
};

/**
 * A program of the control plane or of a node, and how it is told to run: by the command line of a container, by what
 * kubeadm is to add to it, or by its configuration file. All are spoken of in the words of its flags.
 */
export class Component {
  constructor(
    readonly owner: Resource,
    readonly program: Program,
    private readonly sheet: Sheet,
  ) {}

  /** What it is called where a message begins. */
  get title(): string {
    return TITLES[this.program];
  }

  /** The container that it runs in, where that is to be seen. */
  get container(): Container | undefined {
    return this.sheet.container;
  }

  /** Every flag that is written for it. */
  get flags(): readonly { readonly name: string; readonly written: Written }[] {
    return this.sheet.flags();
  }

  setting(flag: string): Setting {
    return new Setting(flag, this.sheet);
  }

  /** The changes that write several settings at once. */
  set(values: Readonly<Record<string, Value>>): readonly Change[] {
    return Object.entries(values).flatMap(([flag, value]) => this.setting(flag).put(value));
  }
}

/** One thing that a component can be told, by the name of its flag; whether or not it is. */
export class Setting {
  constructor(
    readonly flag: string,
    private readonly sheet: Sheet,
  ) {}

  private get written(): readonly Written[] {
    return this.sheet.written(this.flag);
  }

  private get last(): Written | undefined {
    return this.written.at(-1);
  }

  /** Throws `unknowable`. */
  get isWritten(): boolean {
    return this.last !== undefined;
  }

  /** What is in force: what is written, or the default. Empty for nothing. Throws `unknowable`. */
  get text(): string {
    const { last } = this;
    return last === undefined ? this.sheet.otherwise(this.flag) : last.text();
  }

  /** Whether a switch is on. Throws `unknowable`. */
  get isOn(): boolean {
    return this.text === "true";
  }

  /** What is in force, as a number; `NaN` where it is none. Throws `unknowable`. */
  get number(): number {
    return this.text === "" ? Number.NaN : Number(this.text);
  }

  /** What is in force of a setting that takes several values: each time that it is written adds some. Throws `unknowable`. */
  get items(): readonly Item[] {
    const { written, at } = this;
    if (written.length > 0) return written.flatMap((it) => it.items());
    return this.text.split(",").flatMap((text) => (text === "" ? [] : [{ text, at }]));
  }

  /** The values alone. Throws `unknowable`. */
  get names(): readonly string[] {
    return this.items.map(({ text }) => text);
  }

  /** What to underline: the value, or what should have one. */
  get at(): Place {
    return this.last?.at ?? this.sheet.place(this.flag);
  }

  /** The changes that make this its only value. */
  put(value: Value): readonly Change[] {
    const { written } = this;
    const last = written.at(-1);
    if (last === undefined) return this.sheet.add(this.flag, value);
    return [...written.slice(0, -1).flatMap((it) => it.remove()), ...last.put(value)];
  }

  /** The changes that take it away wherever it is written. */
  remove(): readonly Change[] {
    return this.written.flatMap((it) => it.remove());
  }

  /** The changes that take some values out of its list, and it away if none is left. Throws `unknowable`. */
  without(...names: readonly string[]): readonly Change[] {
    const left = this.names.filter((it) => !names.includes(it));
    return left.length === 0 ? this.remove() : this.put(left.join(","));
  }

  /** The changes that add a value to its list. Throws `unknowable`. */
  with(name: string): readonly Change[] {
    return this.put([...this.names, name].join(","));
  }
}

const KINDS: ReadonlySet<string> = new Set([...WORKLOADS, ...KUBEADM_KINDS, ...FILE_KINDS]);

/** These programs, wherever a resource tells them how to run. Made to be a rule's `on`. */
export const component = (...programs: readonly Program[]): On<Component> =>
  inKinds(KINDS, (resource) => components(resource).filter(({ program }) => programs.includes(program)));

const components = once((owner: Resource): readonly Component[] => {
  const running = containers(owner).filter(isRunning).map(commandOf);
  return [...running, ...kubeadmOf(owner), fileOf(owner)].flatMap((it) =>
    it === undefined ? [] : [new Component(owner, it.program, it.sheet)],
  );
});

const isRunning = (container: Container): boolean =>
  container.list === "containers" || ifKnown(() => isSidecar(container), false);

/** Whether an admission plugin works in an API server; `isDefault`: without being asked for. Throws `unknowable`. */
export function admits(server: Component, plugin: string, isDefault = false): boolean {
  const only = server.setting("admission-control");
  if (only.isWritten) return only.names.includes(plugin);
  if (server.setting("enable-admission-plugins").names.includes(plugin)) return true;
  return isDefault && !server.setting("disable-admission-plugins").names.includes(plugin);
}

/** Where an admission plugin that does not work would be switched on: the list that is in force. Throws `unknowable`. */
export const admissionOf = (server: Component): Setting => {
  const only = server.setting("admission-control");
  return only.isWritten ? only : server.setting("enable-admission-plugins");
};
