import { amountAt, isExtended, isIndivisible, resourcesOf } from "../model/amounts.ts";
import type { Place } from "../model/place.ts";
import { containers } from "../model/pods.ts";
import { isWhole } from "../model/quantity.ts";
import { titleOf } from "../model/security-context.ts";
import { type Finding, rule } from "../rule.ts";

export default rule({
  id: "overcommitted-device",
  severity: "error",
  summary: "Devices and huge pages must be requested whole, and as many as the limit says.",
  presets: ["recommended"],
  fixable: "review",
  why: `A device or a huge page that one container has, no other can have: Kubernetes neither cuts it in pieces nor promises it twice.
So the API server refuses a part of a device, a request without a limit, and a limit that differs from the request.`,
  mend: `Write the limit alone: the request follows it.
To share one GPU among several pods, its plugin must offer it in slices (time slicing, MIG), each of which is a whole again.`,
  leave: "Leave it where a webhook of the device's vendor fills in the limit before the API server looks.",

  on: containers,
  *check(container) {
    const resources = resourcesOf(container);
    const names = ["limits", "requests"].flatMap((side) => resources.at(side).children.map((it) => String(it.step)));
    for (const of of new Set(names.filter(isIndivisible))) {
      const limit = resources.at("limits", of);
      const request = resources.at("requests", of);
      yield* parts(of, limit, titleOf(container));
      yield* parts(of, request, titleOf(container));
      const asked = amountAt(request);
      const allowed = amountAt(limit);
      if (asked === undefined || (limit.exists && asked.nanos === allowed?.nanos)) continue;
      const value = request.string ?? request.number;
      yield {
        at: request,
        message: limit.exists
          ? `${titleOf(container)} requests ${request.shown} of ${of}, and its limit is ${limit.shown}.`
          : `${titleOf(container)} requests ${request.shown} of ${of} without a limit.`,
        ...(limit.exists && { see: [{ at: limit, message: "The limit must be the same." }] }),
        fixes:
          value === undefined
            ? []
            : [{ title: "Set the limit to the request", safety: "review", changes: () => [{ at: limit, value }] }],
      };
    }
  },

  examples: [
    {
      title: "A request needs a limit of the same height",
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
        requests:
          nvidia.com/gpu: 1
                          ^ Container "train" requests 1 of nvidia.com/gpu without a limit.
          hugepages-2Mi: 128Mi
                         ^^^^^ Container "train" requests 128Mi of hugepages-2Mi, and its limit is 256Mi.
        limits:
          memory: 4Gi
          hugepages-2Mi: 256Mi
                         ~~~~~ The limit must be the same.
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
      resources:
        requests:
          nvidia.com/gpu: 1
          hugepages-2Mi: 128Mi
        limits:
          memory: 4Gi
          hugepages-2Mi: 128Mi
          nvidia.com/gpu: 1
`,
    },
    {
      title: "There is no half of a device",
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
          nvidia.com/gpu: 0.5
                          ^^^ Container "train" asks for a part of nvidia.com/gpu.
`,
    },
    {
      title: "A limit is also the request, and cores may be promised twice",
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
        requests:
          cpu: 500m
        limits:
          cpu: "4"
          nvidia.com/gpu: 1000m
`,
    },
  ],
});

function* parts(of: string, place: Place, title: string): Iterable<Finding> {
  const amount = amountAt(place);
  if (!isExtended(of) || amount === undefined || isWhole(amount)) return;
  yield { at: place, message: `${title} asks for a part of ${of}.` };
}
