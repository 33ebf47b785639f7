import { resourcesOf } from "../model/amounts.ts";
import { POD_RESOURCES } from "../model/resources.ts";
import { isContainer, podsAndContainers, titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

/** What people write for the resources that Kubernetes knows. */
const MEANT: ReadonlyMap<string, string> = new Map([
  ["CPU", "cpu"],
  ["Cpu", "cpu"],
  ["cpus", "cpu"],
  ["mem", "memory"],
  ["ram", "memory"],
  ["Memory", "memory"],
  ["memmory", "memory"],
  ["memery", "memory"],
  ["storage", "ephemeral-storage"],
  ["disk", "ephemeral-storage"],
  ["ephemeralStorage", "ephemeral-storage"],
  ["ephemeral_storage", "ephemeral-storage"],
]);

export default rule({
  id: "unknown-resource",
  severity: "error",
  summary: "A container may ask only for resources that exist.",
  presets: ["recommended"],
  fixable: "review",
  why: `Kubernetes itself knows \`cpu\`, \`memory\`, \`ephemeral-storage\` and \`hugepages-…\`; every other resource is named with the domain of whoever provides it, as \`nvidia.com/gpu\`.
The API server refuses a pod that asks for anything else.`,
  mend: "Write the name as Kubernetes has it.\nFor a device, `kubectl describe node` lists under `Capacity` what its plugin calls it.",
  leave: "Leave it in tests of what Kubernetes refuses.",

  on: podsAndContainers,
  *check(subject, { cluster }) {
    if (!isContainer(subject) && cluster.kubernetes < POD_RESOURCES) return;
    const resources = resourcesOf(subject);
    for (const place of [resources.at("limits"), resources.at("requests")].flatMap((it) => it.children)) {
      const name = String(place.step);
      if (isContainer(subject) ? exists(name) : existsForPods(name)) continue;
      const meant = MEANT.get(name);
      const proper = meant === undefined || !isContainer(subject) ? undefined : place.parent?.at(meant);
      const { value } = place;
      const isPlain = typeof value === "string" || typeof value === "number";
      yield {
        at: place.named,
        message: `${titleOf(subject)} asks for "${name}", which is no resource ${isContainer(subject) ? "that Kubernetes knows" : "of a whole pod"}.`,
        fixes:
          proper === undefined || proper.exists || !isPlain
            ? []
            : [
                {
                  title: `Call it ${meant}`,
                  safety: "review",
                  changes: () => [
                    { at: proper, value },
                    { at: place, remove: true },
                  ],
                },
              ],
      };
    }
  },

  examples: [
    {
      title: "Memory is not called mem",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      resources:
        limits:
          mem: 256Mi
          ^^^ Container "web" asks for "mem", which is no resource that Kubernetes knows.
          cpu: 500m
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      resources:
        limits:
          cpu: 500m
          memory: 256Mi
`,
    },
    {
      title: "A device bears the domain of its maker",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: train
spec:
  containers:
    - name: train
      image: registry.example.com/lab/train:4
      resources:
        limits:
          gpu: 1
          ^^^ Container "train" asks for "gpu", which is no resource that Kubernetes knows.
`,
    },
    {
      title: "Devices and huge pages are known by their names",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: train
spec:
  containers:
    - name: train
      image: registry.example.com/lab/train:4
      resources:
        limits:
          memory: 4Gi
          ephemeral-storage: 10Gi
          hugepages-2Mi: 256Mi
          nvidia.com/gpu: 1
`,
    },
    {
      title: "A pod has no devices for all its containers",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: train
spec:
  resources:
    limits:
      cpu: "4"
      nvidia.com/gpu: 1
      ^^^^^^^^^^^^^^ Pod "train" asks for "nvidia.com/gpu", which is no resource of a whole pod.
  containers:
    - name: train
      image: registry.example.com/lab/train:4
`,
    },
  ],
});

const existsForPods = (name: string): boolean => /^(?:cpu|memory|hugepages-.+)$/.test(name);

const exists = (name: string): boolean =>
  existsForPods(name) || name === "ephemeral-storage" || (name.includes("/") && !name.startsWith("requests."));
