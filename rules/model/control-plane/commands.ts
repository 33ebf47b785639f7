import { type CommandLine, commandLine, type Flag } from "../command-line.ts";
import type { Place } from "../place.ts";
import type { Container } from "../pods.ts";
import { ifKnown, unknowable } from "../unknowable.ts";
import { defaultOf } from "./defaults.ts";
import { isSwitch, itemsOf, type Program, plainly, prefixed, type Sheet, type Written } from "./sheet.ts";

const PROGRAMS: ReadonlyMap<string, Program> = new Map<string, Program>([
  ["etcd", "etcd"],
  ["kube-apiserver", "kube-apiserver"],
  ["kube-controller-manager", "kube-controller-manager"],
  ["kube-proxy", "kube-proxy"],
  ["kube-scheduler", "kube-scheduler"],
  ["kubelet", "kubelet"],
  ["hyperkube apiserver", "kube-apiserver"],
  ["hyperkube controller-manager", "kube-controller-manager"],
  ["hyperkube kube-apiserver", "kube-apiserver"],
  ["hyperkube kube-controller-manager", "kube-controller-manager"],
  ["hyperkube kube-proxy", "kube-proxy"],
  ["hyperkube kube-scheduler", "kube-scheduler"],
  ["hyperkube kubelet", "kubelet"],
  ["hyperkube proxy", "kube-proxy"],
  ["hyperkube scheduler", "kube-scheduler"],
]);

/** Flags that name a file which may say what any other flag says. */
const FILES: Readonly<Partial<Record<Program, readonly string[]>>> = {
  etcd: ["config-file"],
  "kube-proxy": ["config"],
  kubelet: ["config", "config-dir"],
};

/** Flags of which another may say the same by a file. */
const FILES_OF_FLAGS: Readonly<Partial<Record<Program, Readonly<Record<string, string>>>>> = {
  "kube-apiserver": { "anonymous-auth": "authentication-config", "authorization-mode": "authorization-config" },
  "kube-scheduler": { profiling: "config" },
};

/** The program that a container runs, and its command line; `undefined` where it is none of the control plane's. */
export function commandOf(container: Container): { readonly program: Program; readonly sheet: Sheet } | undefined {
  const line = commandLine(container);
  const program = line === undefined ? undefined : PROGRAMS.get(line.program);
  if (line === undefined || program === undefined || isQuestion(line)) return undefined;
  return { program, sheet: sheetOf(line, program) };
}

/** Whether the program only tells its version or its flags. */
const isQuestion = ({ flags }: CommandLine): boolean => flags.some(({ name }) => /^(?:version|help|h)$/.test(name));

function sheetOf(line: CommandLine, program: Program): Sheet {
  const { container, end, flags } = line;
  const ofFlag = (name: string) => flags.filter((it) => it.name === name).map(written);
  return {
    container,
    written: (flag) => {
      const found = ofFlag(flag);
      return found.length === 0 && program === "etcd" ? ofVariable(container, flag) : found;
    },
    flags: () => flags.map((flag) => ({ name: flag.name, written: written(flag) })),
    otherwise: (flag) => {
      const files = [...(FILES[program] ?? []), FILES_OF_FLAGS[program]?.[flag]];
      if (line.hasMore || flags.some(({ name }) => files.includes(name))) throw unknowable;
      if (program === "etcd" && mayBeInEnvironment(container)) throw unknowable;
      return defaultOf(program, flag);
    },
    place: () => end.underline(container.place.span),
    add: (flag, value) => [{ at: end, value: prefixed(`--${flag}=`, value) }],
  };
}

function written(flag: Flag): Written {
  const isJoined = ifKnown(() => flag.joined() !== undefined, true);
  const next = isJoined || isSwitch(flag.name) ? undefined : flag.next;
  const at = next?.place ?? flag.place;
  const text = () => plainly(flag.name, flag.joined() ?? next?.text() ?? (isSwitch(flag.name) ? "true" : ""));
  return {
    at,
    text,
    items: () => itemsOf(text(), at),
    put: (value) => [next === undefined ? { at, value: prefixed(`${flag.spelling}=`, value) } : { at, value }],
    remove: () => [flag.place, ...(next === undefined ? [] : [next.place])].map((it) => ({ at: it, remove: true })),
  };
}

/** etcd takes the variable ETCD_CERT_FILE for its flag `--cert-file`. */
const variableOf = (flag: string): string => `ETCD_${flag.toUpperCase().replaceAll("-", "_")}`;

function ofVariable(container: Container, flag: string): readonly Written[] {
  const variables = container.at("env").children.filter((it) => nameOf(it) === variableOf(flag));
  return variables.map((variable) => {
    const at = variable.at("value");
    const text = () => {
      if (variable.at("valueFrom").exists || at.string?.includes("$(")) throw unknowable;
      return plainly(flag, at.string ?? "");
    };
    return {
      at,
      text,
      items: () => itemsOf(text(), at),
      put: (value) => [{ at, value }],
      remove: () => [{ at: variable, remove: true }],
    };
  });
}

const nameOf = (variable: Place): string | undefined => ifKnown(() => variable.at("name").string, undefined);

const mayBeInEnvironment = (container: Container): boolean =>
  container.at("envFrom").exists ||
  container.at("env").children.some((it) => [undefined, variableOf("config-file")].includes(nameOf(it)));
