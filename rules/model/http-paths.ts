import { GATEWAY_API } from "./gateways.ts";
import { INGRESSES, ingressPaths } from "./ingress.ts";
import type { Place } from "./place.ts";
import { inKinds, type Resource } from "./resource.ts";

/** A path that requests are matched with, in an Ingress or an HTTPRoute. */
export interface HttpPath {
  readonly resource: Resource;
  readonly path: Place;
  /** `Prefix`, `Exact` … in an Ingress, `PathPrefix` … in an HTTPRoute. */
  readonly type: Place;
}

const ROUTE = `${GATEWAY_API}/HTTPRoute`;

/** Every path of an Ingress or an HTTPRoute. */
export const httpPaths = inKinds(new Set([...INGRESSES, ROUTE]), (resource: Resource): readonly HttpPath[] =>
  resource.groupKind === ROUTE
    ? resource
        .at("spec", "rules")
        .children.flatMap((it) => it.at("matches").children)
        .map((it) => ({ resource, path: it.at("path", "value"), type: it.at("path", "type") }))
    : ingressPaths(resource).map(({ place }) => ({ resource, path: place.at("path"), type: place.at("pathType") })),
);

/** How a path is matched, in the words of an Ingress. Throws `unknowable`. */
export function matching({ resource, type }: HttpPath): "exact" | "prefix" | "other" {
  const value = type.string;
  if (value === "Exact") return "exact";
  if (value === "Prefix" || value === "PathPrefix") return "prefix";
  return value === undefined && resource.groupKind === ROUTE ? "prefix" : "other";
}
