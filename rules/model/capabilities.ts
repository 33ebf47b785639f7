import type { Place } from "./place.ts";
import type { Container } from "./pods.ts";
import { security } from "./security-context.ts";

/** The capabilities that the Pod Security Standards let a container add at the level baseline. */
export const HARMLESS_CAPABILITIES: ReadonlySet<string> = new Set([
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "MKNOD",
  "NET_BIND_SERVICE",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
]);

/** Every capability that Linux knows: capabilities(7), as of Linux 6.12. */
export const ALL_CAPABILITIES: ReadonlySet<string> = new Set([
  ...HARMLESS_CAPABILITIES,
  "AUDIT_CONTROL",
  "AUDIT_READ",
  "BLOCK_SUSPEND",
  "BPF",
  "CHECKPOINT_RESTORE",
  "DAC_READ_SEARCH",
  "IPC_LOCK",
  "IPC_OWNER",
  "LEASE",
  "LINUX_IMMUTABLE",
  "MAC_ADMIN",
  "MAC_OVERRIDE",
  "NET_ADMIN",
  "NET_BROADCAST",
  "NET_RAW",
  "PERFMON",
  "SYSLOG",
  "SYS_ADMIN",
  "SYS_BOOT",
  "SYS_MODULE",
  "SYS_NICE",
  "SYS_PACCT",
  "SYS_PTRACE",
  "SYS_RAWIO",
  "SYS_RESOURCE",
  "SYS_TIME",
  "SYS_TTY_CONFIG",
  "WAKE_ALARM",
]);

/** The name that Kubernetes and its runtimes have for what Linux calls `CAP_NET_ADMIN`. */
export const plainName = (name: string): string => name.toUpperCase().replace(/^CAP_/, "");

/** A capability that a container adds or drops: its name as Kubernetes reads it, and where it stands. */
export interface Capability {
  readonly name: string;
  readonly at: Place;
}

/** The capabilities of one of a container's lists. Throws `unknowable`. */
export function capabilities(container: Container, list: "add" | "drop"): readonly Capability[] {
  return security(container, "capabilities", list).children.flatMap((at) => {
    const name = at.exists ? at.string : "";
    return name === undefined ? [] : [{ name, at }];
  });
}
