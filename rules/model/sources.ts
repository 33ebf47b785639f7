import type { Place, Step } from "./place.ts";
import { follow } from "./pods.ts";
import { type GroupKind, inKinds, type Resource } from "./resource.ts";
import { NONE } from "./tree.ts";

/** A place from which Argo CD or Flux takes what it applies to a cluster. */
export interface Source {
  readonly resource: Resource;
  /** Where the address stands: a URL, or a host and path. */
  readonly at: Place;
  /** Where it may say that TLS is not asked for; absent where it has no say. */
  readonly insecure: Place | undefined;
}

interface Shape {
  readonly paths: readonly (readonly Step[])[];
  readonly insecure?: readonly Step[];
}

const FLUX: Shape = { paths: [["spec", "url"]], insecure: ["spec", "insecure"] };
const argo = (...head: readonly Step[]): readonly (readonly Step[])[] => [
  [...head, "source", "repoURL"],
  [...head, "sources", "*", "repoURL"],
];

/** Where the kinds of Argo CD and Flux say what they follow. */
const SHAPES: Readonly<Record<GroupKind, Shape>> = {
  "source.toolkit.fluxcd.io/GitRepository": { paths: [["spec", "url"]] },
  "source.toolkit.fluxcd.io/HelmRepository": FLUX,
  "source.toolkit.fluxcd.io/OCIRepository": FLUX,
  "source.toolkit.fluxcd.io/Bucket": { paths: [["spec", "endpoint"]], insecure: ["spec", "insecure"] },
  "image.toolkit.fluxcd.io/ImageRepository": { paths: [["spec", "image"]], insecure: ["spec", "insecure"] },
  "argoproj.io/Application": { paths: argo("spec") },
  "argoproj.io/ApplicationSet": {
    paths: [...argo("spec", "template", "spec"), ["spec", "generators", "*", "git", "repoURL"]],
  },
};

/** Every place that a resource of Argo CD or Flux takes manifests, charts or tags from. */
export const sources = inKinds(new Set(Object.keys(SHAPES)), (resource): readonly Source[] => {
  const shape = Object.hasOwn(SHAPES, resource.groupKind) ? SHAPES[resource.groupKind] : undefined;
  if (shape === undefined) return [];
  const insecure = shape.insecure === undefined ? undefined : resource.at(...shape.insecure);
  return shape.paths
    .flatMap((path) => follow(resource.place, path))
    .filter((it) => it.node !== NONE)
    .map((at) => ({ resource, at, insecure }));
});

/** Host and path of an address, as one compares them: without a scheme, a user or the ending `.git`. */
export function addressOf(url: string): string {
  const [, scheme = "", rest = ""] = /^([a-z][a-z0-9+.-]*:\/\/)?(.*)$/i.exec(url) ?? [];
  const userless = rest.replace(/^[^/@]*@/, "");
  // `git@github.com:shop/web` is how scp writes `ssh://git@github.com/shop/web`.
  const path = scheme === "" ? userless.replace(/^([^/:]+):(?!\d+\/)/, "$1/") : userless;
  const slash = path.indexOf("/");
  const host = slash === -1 ? path : path.slice(0, slash);
  return `${host.toLowerCase()}${path.slice(host.length)}`.replace(/\/+$/, "").replace(/\.git$/, "");
}
