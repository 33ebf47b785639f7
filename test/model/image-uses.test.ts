import { expect, test } from "vitest";
import { imageUses } from "../../rules/model/image-uses.ts";
import { parse } from "../../rules/model/manifest.ts";
import { Place } from "../../rules/model/place.ts";
import { resourcesOf } from "../../rules/model/resource.ts";
import { steps } from "../../rules/model/steps.ts";

const resourceOf = (text: string) => {
  const [first] = parse({ uri: "file:///example.yaml", text }).documents;
  const [resource] = first === undefined ? [] : resourcesOf(Place.root(first.document));
  if (resource === undefined) throw new Error("No resource.");
  return resource;
};

test("images are named by containers and by volumes", () => {
  const pod = resourceOf(`
apiVersion: v1
kind: Pod
spec:
  initContainers: [{ name: a, image: a:1 }]
  containers: [{ name: b, image: b:1 }]
  volumes: [{ name: c, image: { reference: c:1 } }, { name: d, emptyDir: {} }]
`);
  expect(imageUses(pod).map(({ at }) => at.string)).toEqual(["a:1", "b:1", "c:1", undefined]);
});

test("the steps of pipelines are found, and named after their template where they have no name", () => {
  const task = resourceOf(`
apiVersion: tekton.dev/v1
kind: Task
spec:
  stepTemplate: { image: c:1 }
  steps: [{ name: a, image: a:1 }]
  sidecars: [{ name: b, image: b:1 }]
`);
  expect(imageUses(task).map(({ at }) => at.string)).toEqual(["a:1", "b:1", "c:1"]);
  const workflow = resourceOf(`
apiVersion: argoproj.io/v1alpha1
kind: Workflow
spec:
  templates:
    - name: build
      container: { image: a:1 }
    - name: test
      script: { image: b:1 }
`);
  expect(steps(workflow).map(({ name }) => name)).toEqual(["build", "test"]);
});
