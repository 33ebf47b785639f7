import type { Place } from "./place.ts";
import { containersOf, inWorkloads, type Pod, type Volume, volumes } from "./pods.ts";
import type { Resource } from "./resource.ts";

/** A token of a pod's ServiceAccount that a projected volume brings. */
export interface AccountToken {
  readonly volume: Volume;
  readonly place: Place;
}

/** Every token that a resource's pods ask for by themselves; not the one that the API server adds. */
export const accountTokens = inWorkloads((resource: Resource): readonly AccountToken[] =>
  volumes(resource).flatMap((volume) =>
    volume
      .at("projected", "sources")
      .children.map((source) => source.at("serviceAccountToken"))
      .filter((it) => it.children.length > 0)
      .map((place) => ({ volume, place })),
  ),
);

/** Where clients of the API server look for a token. */
const CLIENTS_LOOK_IN = "/var/run/secrets/kubernetes.io/serviceaccount";

/** Whether a volume is mounted where clients of the API server look for their token. Throws `unknowable`. */
export const isForApiServer = ({ pod, name }: Volume): boolean =>
  mounts(pod, name).some((it) => it.at("mountPath").string?.startsWith(CLIENTS_LOOK_IN));

const mounts = (pod: Pod, volume: string): readonly Place[] =>
  containersOf(pod).flatMap((container) =>
    container.at("volumeMounts").children.filter((it) => it.at("name").string === volume),
  );
