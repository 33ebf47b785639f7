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
