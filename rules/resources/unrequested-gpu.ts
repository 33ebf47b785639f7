import { resourcesOf } from "../model/amounts.ts";
import { containers } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

/** By this variable the NVIDIA Container Toolkit is told which devices to put into a container. */
const VARIABLE = "NVIDIA_VISIBLE_DEVICES";
/** What gives it none: https://docs.nvidia.com/datacenter/cloud-native/container-toolkit/latest/docker-specialized.html */
const NONE: readonly unknown[] = [undefined, "", "void", "none"];

export default rule({
  id: "unrequested-gpu",
  severity: "warning",
  summary: "A container should get its GPUs from the scheduler.",
  presets: ["recommended"],
  fixable: "review",
  why: `\`NVIDIA_VISIBLE_DEVICES\` hands GPUs of the node to the container behind the scheduler's back.
Whoever may set a variable so takes the GPUs that others were given, sees what runs on them, and passes by every quota for them; a container that was given one GPU gets all of them.`,
  mend: `Remove the variable, and ask for \`nvidia.com/gpu\` in \`resources.limits\`: the device plugin then sets the variable to what was given.
A node that has its toolkit set to \`accept-nvidia-visible-devices-envvar-when-unprivileged = false\` no longer heeds it in ordinary containers.`,
  leave: `Leave it for agents that watch all GPUs of a node (exporters, device plugins) in a namespace of their own.
Another tool asks for the variable where a GPU is requested: the device plugin and the images of CUDA set it themselves.`,

  on: containers,
  *check(container) {
    for (const variable of container.at("env").children) {
      if (variable.at("name").value !== VARIABLE) continue;
      const value = variable.at("value");
      if (NONE.includes(value.value)) continue;
      const isRequested = resourcesOf(container).at("limits", "nvidia.com/gpu").exists;
      yield {
        at: value,
        message: `${titleOf(container)} takes ${value.value === "all" ? "all GPUs" : `the GPUs "${value.shown}"`} of its node${isRequested ? ", not those it is given" : " without a request"}.`,
        fixes: [{ title: `Remove ${VARIABLE}`, safety: "review", changes: () => [{ at: variable, remove: true }] }],
      };
    }
  },

  examples: [
    {
      title: "All GPUs, and none asked for",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: train
spec:
  containers:
    - name: train
      image: registry.example.com/lab/train:4
      env:
        - name: NVIDIA_VISIBLE_DEVICES
          value: all
                 ^^^ Container "train" takes all GPUs of its node without a request.
        - name: EPOCHS
          value: "20"
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: train
spec:
  containers:
    - name: train
      image: registry.example.com/lab/train:4
      env:
        - name: EPOCHS
          value: "20"
`,
    },
    {
      title: "A container that is given one GPU takes another",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: train
spec:
  containers:
    - name: train
      image: registry.example.com/lab/train:4
      env:
        - name: EPOCHS
          value: "20"
        - name: NVIDIA_VISIBLE_DEVICES
          value: "0,1"
                 ^^^^^ Container "train" takes the GPUs "0,1" of its node, not those it is given.
      resources:
        limits:
          nvidia.com/gpu: 1
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: train
spec:
  containers:
    - name: train
      image: registry.example.com/lab/train:4
      env:
        - name: EPOCHS
          value: "20"
      resources:
        limits:
          nvidia.com/gpu: 1
`,
    },
    {
      title: "An image that wants GPUs may be told that it gets none",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: convert
spec:
  containers:
    - name: convert
      image: registry.example.com/lab/convert:4
      env:
        - name: NVIDIA_VISIBLE_DEVICES
          value: void
`,
    },
  ],
});
