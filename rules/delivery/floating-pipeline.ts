import { image } from "../model/images.ts";
import type { Place } from "../model/place.ts";
import { follow } from "../model/pods.ts";
import { isLatest } from "../model/pull-policy.ts";
import { inKinds, type Resource } from "../model/resource.ts";
import { rule } from "../rule.ts";

const REFERENCES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "tekton.dev/TaskRun": [["spec", "taskRef"]],
  "tekton.dev/PipelineRun": [
    ["spec", "pipelineRef"],
    ["spec", "pipelineSpec", "tasks", "*", "taskRef"],
  ],
  "tekton.dev/Pipeline": [
    ["spec", "tasks", "*", "taskRef"],
    ["spec", "finally", "*", "taskRef"],
  ],
};

/** The references by which Tekton fetches a task or a pipeline from outside of the cluster. */
const fetched = inKinds(new Set(Object.keys(REFERENCES)), (resource: Resource): readonly Place[] =>
  (REFERENCES[resource.groupKind] ?? []).flatMap((path) => follow(resource.place, path)),
);

const BRANCH = /^(?:refs\/heads\/.*|main|master|head|develop|trunk)$/i;

export default rule({
  id: "floating-pipeline",
  severity: "info",
  summary: "A task that is fetched for a run should be named by a version.",
  presets: ["strict"],
  why: `Tekton fetches the task anew for each run, and runs what it finds, with the run's account and its secrets: the key that signs, the password of the registry.
Whoever may push to that branch or tag changes how everything is built, and no manifest of yours has changed.`,
  mend: `Name a commit or a tag in \`revision\`, and a digest in \`bundle\`.
Changes then no longer come by themselves: let a bot raise the version.`,
  leave: "Leave it where the branch is protected and your own.",

  on: fetched,
  *check(reference) {
    const resolver = reference.at("resolver").string;
    const parameter = (name: string) =>
      reference
        .at("params")
        .children.find((it) => it.at("name").value === name)
        ?.at("value");
    const revision = parameter("revision");
    if (resolver === "git" && (revision === undefined || BRANCH.test(revision.string ?? ""))) {
      yield {
        at: revision ?? reference.at("resolver"),
        message: `Each run fetches what is newest on branch "${revision?.string ?? "main"}".`,
      };
    }
    const bundle = parameter("bundle") ?? reference.at("bundle");
    const named = image(bundle.string ?? "");
    if (named !== undefined && isLatest(named) && named.digest === undefined) {
      yield { at: bundle, message: `Each run fetches whatever was pushed last to "${bundle.string}".` };
    }
  },

  examples: [
    {
      title: "A branch and the tag latest move",
      bad: `
apiVersion: tekton.dev/v1
kind: Pipeline
metadata:
  name: build
spec:
  tasks:
    - name: clone
      taskRef:
        resolver: git
        params:
          - name: url
            value: https://github.com/tektoncd/catalog.git
          - name: revision
            value: main
                   ^^^^ Each run fetches what is newest on branch "main".
          - name: pathInRepo
            value: task/git-clone/0.9/git-clone.yaml
    - name: test
      taskRef:
        resolver: bundles
        params:
          - name: bundle
            value: ghcr.io/shop/tasks:latest
                   ^^^^^^^^^^^^^^^^^^^^^^^^^ Each run fetches whatever was pushed last to "ghcr.io/shop/tasks:latest".
          - name: name
            value: test
          - name: kind
            value: task
`,
    },
    {
      title: "A commit and a version do not",
      good: `
apiVersion: tekton.dev/v1
kind: Pipeline
metadata:
  name: build
spec:
  tasks:
    - name: clone
      taskRef:
        resolver: git
        params:
          - name: url
            value: https://github.com/tektoncd/catalog.git
          - name: revision
            value: 0f4a9c3c1d1a3d8b2c5e7f9a1b3c5d7e9f1a3b5c
          - name: pathInRepo
            value: task/git-clone/0.9/git-clone.yaml
    - name: test
      taskRef:
        name: test
`,
    },
  ],
});
