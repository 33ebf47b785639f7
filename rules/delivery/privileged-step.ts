import { steps } from "../model/steps.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "privileged-step",
  severity: "error",
  summary: "A step of a pipeline may not be privileged.",
  presets: ["recommended"],
  fixable: "review",
  why: `A pipeline runs what its repository says: a pull request, a dependency, a build script.
In a privileged step that code sees every device of the node and is root there a moment later; it reads the Secrets of every pod on it, and with them the keys that sign and push what is deployed.`,
  mend: `Remove \`privileged: true\`.
Images can be built without it: BuildKit or Buildah without root, \`ko\`, Jib, or a builder outside of the cluster.
What must have it belongs on nodes of its own that are thrown away after each run.`,
  leave: "Leave it where each run has a virtual machine of its own (Kata, gVisor, KubeVirt).",

  on: steps,
  *check({ place, name }) {
    const privileged = place.at("securityContext", "privileged");
    if (privileged.value !== true) return;

    yield {
      at: privileged,
      message: name === "" ? "A step is privileged." : `Step "${name}" is privileged.`,
      fixes: [{ title: "Remove privileged", safety: "review", changes: () => [{ at: privileged, remove: true }] }],
    };
  },

  examples: [
    {
      title: "What a pipeline builds may take its node",
      bad: `
apiVersion: tekton.dev/v1
kind: Task
metadata:
  name: build
spec:
  steps:
    - name: build
      image: quay.io/buildah/stable:v1.38.0
      securityContext:
        privileged: true
                    ^^^^ Step "build" is privileged.
      script: buildah bud .
  sidecars:
    - name: docker
      image: docker:27-dind
      securityContext: { privileged: true }
                                     ^^^^ Step "docker" is privileged.
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: build
spec:
  templates:
    - name: build
      container:
        image: quay.io/buildah/stable:v1.38.0
        securityContext:
          privileged: true
                      ^^^^ Step "build" is privileged.
`,
      fixed: `
apiVersion: tekton.dev/v1
kind: Task
metadata:
  name: build
spec:
  steps:
    - name: build
      image: quay.io/buildah/stable:v1.38.0
      script: buildah bud .
  sidecars:
    - name: docker
      image: docker:27-dind
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: build
spec:
  templates:
    - name: build
      container:
        image: quay.io/buildah/stable:v1.38.0
`,
    },
    {
      title: "A build needs no privileges",
      good: `
apiVersion: tekton.dev/v1
kind: Task
metadata:
  name: build
spec:
  steps:
    - name: build
      image: ghcr.io/ko-build/ko:v0.17.1
      securityContext:
        privileged: false
      script: ko build .
`,
    },
  ],
});
