import { once } from "./memory.ts";
import type { Step as PathStep, Place } from "./place.ts";
import { follow } from "./pods.ts";
import { type GroupKind, inKinds, type Resource } from "./resource.ts";
import { NONE } from "./tree.ts";

/** What a pipeline of Tekton or Argo runs in a container, in a pod of the controller's making. */
export interface Step {
  readonly place: Place;
  /** What the author calls it: for messages. */
  readonly name: string;
}

type Paths = readonly (readonly PathStep[])[];

const TEKTON: Paths = [["steps", "*"], ["sidecars", "*"], ["stepTemplate"]];
const ARGO: Paths = [["container"], ["script"], ["containerSet", "containers", "*"], ["sidecars", "*"]];
const below = (heads: Paths, tails: Paths): Paths => heads.flatMap((head) => tails.map((tail) => [...head, ...tail]));

/** Where each kind holds its steps, beside the containers of `pods.ts`. */
const STEPS: Readonly<Record<GroupKind, Paths>> = {
  "tekton.dev/Task": below([["spec"]], TEKTON),
  "tekton.dev/ClusterTask": below([["spec"]], TEKTON),
  "tekton.dev/TaskRun": below([["spec", "taskSpec"]], TEKTON),
  "tekton.dev/Pipeline": below(
    [
      ["spec", "tasks", "*", "taskSpec"],
      ["spec", "finally", "*", "taskSpec"],
    ],
    TEKTON,
  ),
  "tekton.dev/PipelineRun": below(
    [
      ["spec", "pipelineSpec", "tasks", "*", "taskSpec"],
      ["spec", "pipelineSpec", "finally", "*", "taskSpec"],
    ],
    TEKTON,
  ),
  "argoproj.io/Workflow": below([["spec", "templates", "*"]], ARGO),
  "argoproj.io/WorkflowTemplate": below([["spec", "templates", "*"]], ARGO),
  "argoproj.io/ClusterWorkflowTemplate": below([["spec", "templates", "*"]], ARGO),
  "argoproj.io/CronWorkflow": below([["spec", "workflowSpec", "templates", "*"]], ARGO),
};

/** Every kind that holds steps. */
export const PIPELINES: ReadonlySet<GroupKind> = new Set(Object.keys(STEPS));

/** Every step that a resource describes. */
export const steps = inKinds(
  PIPELINES,
  once((resource: Resource): readonly Step[] =>
    (Object.hasOwn(STEPS, resource.groupKind) ? (STEPS[resource.groupKind] ?? []) : [])
      .flatMap((path) => follow(resource.place, path))
      .filter((place) => place.node !== NONE)
      .map((place) => ({ place, name: place.at("name").shown || (place.parent?.at("name").shown ?? "") })),
  ),
);
