import type { Place } from "./place.ts";
import { type Container, containers, inWorkloads } from "./pods.ts";
import type { Resource } from "./resource.ts";

/** One variable that a container is given. */
export interface Variable {
  readonly container: Container;
  readonly place: Place;
  /** What the author calls it: for messages. */
  readonly name: string;
}

/** Every variable that a resource's containers are given by name. */
export const variables = inWorkloads((resource: Resource): readonly Variable[] =>
  containers(resource).flatMap((container) =>
    container.at("env").children.map((place) => ({ container, place, name: place.at("name").shown })),
  ),
);
