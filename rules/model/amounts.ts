import { claims } from "./claims.ts";
import { once } from "./memory.ts";
import type { Place } from "./place.ts";
import { volumes, WORKLOADS } from "./pods.ts";
import { type Quantity, quantity } from "./quantity.ts";
import { inKinds, type Resource } from "./resource.ts";
import { isContainer, podsAndContainers, type Secured, titleOf } from "./security-context.ts";
import { ifKnown } from "./unknowable.ts";

/** An amount of something that a manifest asks for, is held to, or gives. */
export interface Amount {
  readonly place: Place;
  /** What it is an amount of, as Kubernetes calls it: `memory`, `hugepages-2Mi`, `nvidia.com/gpu`. */
  readonly of: string;
  /** Whose it is, where a message begins. */
  readonly title: string;
  /** What the amount does. */
  readonly role: string;
}

/** Every amount in the resources that deal in amounts. */
export const amounts = inKinds(
  new Set(["PersistentVolumeClaim", "PersistentVolume", "LimitRange", "ResourceQuota", ...WORKLOADS]),
  once((resource: Resource): readonly Amount[] => {
    const title = `${resource.kind} "${resource.name}"`;
    switch (resource.groupKind) {
      case "PersistentVolume":
        return below(resource.at("spec", "capacity"), title, "capacity");
      case "ResourceQuota":
        return below(resource.at("spec", "hard"), title, "quota").filter(({ of }) => isBytes(of) || isCpu(of));
      case "LimitRange":
        return resource
          .at("spec", "limits")
          .children.flatMap((item) => BOUNDS.flatMap((bound) => below(item.at(bound), title, bound)));
      default:
        return [
          ...podsAndContainers(resource).flatMap((subject) => asked(resourcesOf(subject), titleOf(subject))),
          ...volumes(resource)
            .filter((volume) => ifKnown(() => volume.at("emptyDir", "sizeLimit").exists, false))
            .map((volume) => ({
              place: volume.at("emptyDir", "sizeLimit"),
              of: "storage",
              title: `Volume "${volume.name}"`,
              role: "size limit",
            })),
          ...claims(resource).flatMap((claim) => asked(claim.spec.at("resources"), claim.title)),
        ];
    }
  }),
);

/** The bounds that a LimitRange may set. */
const BOUNDS = ["max", "min", "default", "defaultRequest"] as const;

/** What a pod or a container asks for and is held to. */
export const resourcesOf = (subject: Secured): Place =>
  (isContainer(subject) ? subject.place : subject.spec).at("resources");

const asked = (resources: Place, title: string): readonly Amount[] => [
  ...below(resources.at("requests"), title, "request"),
  ...below(resources.at("limits"), title, "limit"),
];

const below = (holder: Place, title: string, role: string): readonly Amount[] =>
  holder.children.map((place) => ({ place, of: String(place.step), title, role }));

/** The amount that stands at a place; `undefined` for none, and for what Kubernetes refuses. Throws `unknowable`. */
export function amountAt(place: Place): Quantity | undefined {
  const { value } = place;
  const isWritten = typeof value === "string" || typeof value === "number" || typeof value === "bigint";
  return isWritten ? quantity(value) : undefined;
}

/** Whether amounts of something are bytes. */
export const isBytes = (of: string): boolean =>
  /^(?:(?:requests|limits)\.)?(?:memory|ephemeral-storage|storage|hugepages-.+)$/.test(of);

export const isCpu = (of: string): boolean => /^(?:(?:requests|limits)\.)?cpu$/.test(of);

/** Whether it is handed out in pieces that no two containers share: a device, or huge pages. */
export const isIndivisible = (of: string): boolean => isExtended(of) || of.startsWith("hugepages-");

/** Whether it is a resource that Kubernetes itself does not know, as devices are. */
export const isExtended = (of: string): boolean => of.includes("/") && !of.includes("kubernetes.io/");

/** No program runs in less memory: the runtime itself needs some. */
const FEWEST = 2n ** 20n * 10n ** 9n;

/** Whether an amount of bytes can only be a slip: a suffix is missing, or the `m` of processors stands there. */
export const isSlip = (of: string, { nanos }: Quantity): boolean => isBytes(of) && nanos > 0n && nanos < FEWEST;
