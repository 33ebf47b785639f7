import type { Place } from "./place.ts";
import { type Container, containers, WORKLOADS } from "./pods.ts";
import { handlers } from "./probes.ts";
import { inKinds, type Resource } from "./resource.ts";
import { ifKnown } from "./unknowable.ts";

/** Since IANA's registry knows no longer names: `IsValidPortName` of Kubernetes' apimachinery. */
const LONGEST_NAME = 15;

/** What is wrong with the name of a port, as the end of a sentence; nothing, where the API server takes it. */
export function faultOfPortName(name: string): string | undefined {
  if (name.length > LONGEST_NAME) return `is longer than ${LONGEST_NAME} characters`;
  if (!/^[-a-z0-9]+$/.test(name)) return 'has other characters than a to z, 0 to 9 and "-"';
  if (!/[a-z]/.test(name)) return "has no letter";
  if (name.includes("--")) return "has two hyphens in a row";
  if (name.startsWith("-") || name.endsWith("-")) return "begins or ends with a hyphen";
  return undefined;
}

/** Whether there may be a port of this number. */
export const isPortNumber = (port: number): boolean => Number.isInteger(port) && port >= 1 && port <= 65_535;

/** Whether one of a container's ports bears this name. Throws `unknowable`. */
export function hasPortNamed(container: Container, name: string): boolean {
  const ports = container.at("ports");
  if (ports.children.some((it) => ifKnown(() => it.at("name").value === name, false))) return true;
  // Where a template may add ports or names, it may add this one.
  void ports.at(ports.children.length).exists;
  return ports.children.some((it) => it.at("name").value === name);
}

/** The protocol of a container's port. Throws `unknowable`. */
export const protocolOf = (port: Place): unknown => port.at("protocol").value ?? "TCP";

/** Where the number or the name of a port stands. */
export interface PortValue {
  readonly place: Place;
  /** What may stand here: a `target` of a Service may also be left to its port. */
  readonly holds: "name" | "number" | "either" | "target";
}

/** Everywhere a workload or Service names a port of a container, and a Service one of its own. */
export const portValues = inKinds(new Set([...WORKLOADS, "Service"]), (resource: Resource): readonly PortValue[] =>
  resource.groupKind === "Service" ? portsOfService(resource) : portsOfPods(resource),
);

const portsOfService = ({ at }: Resource): readonly PortValue[] =>
  at("spec", "ports").children.flatMap((port) => [
    { place: port.at("port"), holds: "number" },
    { place: port.at("targetPort"), holds: "target" },
  ]);

function portsOfPods(resource: Resource): readonly PortValue[] {
  const declared = containers(resource).flatMap((container) =>
    container.at("ports").children.flatMap((port): readonly PortValue[] => [
      { place: port.at("name"), holds: "name" },
      { place: port.at("containerPort"), holds: "number" },
    ]),
  );
  const asked = handlers(resource).flatMap(({ at }): readonly PortValue[] => [
    { place: at("httpGet", "port"), holds: "either" },
    { place: at("tcpSocket", "port"), holds: "either" },
    { place: at("grpc", "port"), holds: "number" },
  ]);
  return [...declared, ...asked];
}
