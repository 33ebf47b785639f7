import { expect, test } from "vitest";
import { amountAt, amounts, isExtended, isIndivisible, isSlip } from "../../rules/model/amounts.ts";
import { parse } from "../../rules/model/manifest.ts";
import { Place } from "../../rules/model/place.ts";
import { canonical, quantity } from "../../rules/model/quantity.ts";
import { resourcesOf } from "../../rules/model/resource.ts";

function found(text: string): readonly string[] {
  const [placed] = parse({ uri: "file:///a.yaml", text }).documents;
  const resources = placed === undefined ? [] : resourcesOf(Place.root(placed.document));
  return resources.flatMap(amounts).map(({ place, of, title, role }) => {
    const amount = amountAt(place);
    return `${title}: ${role} of ${amount === undefined ? "?" : canonical(amount)} ${of}`;
  });
}

test("amounts stand in pods, containers, volumes and claims", () => {
  expect(
    found(`apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  template:
    spec:
      resources: { limits: { cpu: 2 } }
      initContainers: [{ name: init, resources: { requests: { memory: 64Mi } } }]
      containers: [{ name: db, resources: { limits: { example.com/disk: 1 }, requests: { cpu: lots } } }]
      volumes:
        - { name: tmp, emptyDir: { sizeLimit: 1Gi } }
        - { name: none, emptyDir: { sizeLimit: null } }
        - { name: own, ephemeral: { volumeClaimTemplate: { spec: { resources: { requests: { storage: 3Gi } } } } } }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { resources: { requests: { storage: 2Gi } } }
`),
  ).toEqual([
    'StatefulSet "db": limit of 2 cpu',
    'Container "init": request of 64Mi memory',
    'Container "db": request of ? cpu',
    'Container "db": limit of 1 example.com/disk',
    'Volume "tmp": size limit of 1Gi storage',
    'Claim template "data": request of 2Gi storage',
    'The claim of volume "own": request of 3Gi storage',
  ]);
});

test("amounts stand in what bounds a namespace, and in what storage there is", () => {
  expect(
    found("apiVersion: v1\nkind: PersistentVolume\nmetadata: { name: disk }\nspec: { capacity: { storage: 5Gi } }"),
  ).toEqual(['PersistentVolume "disk": capacity of 5Gi storage']);
  expect(
    found(
      "apiVersion: v1\nkind: ResourceQuota\nmetadata: { name: team }\nspec: { hard: { pods: 5, limits.memory: 5Gi } }",
    ),
  ).toEqual(['ResourceQuota "team": quota of 5Gi limits.memory']);
  expect(
    found(
      "apiVersion: v1\nkind: LimitRange\nmetadata: { name: team }\nspec: { limits: [{ type: Pod, max: { cpu: 1 } }] }",
    ),
  ).toEqual(['LimitRange "team": max of 1 cpu']);
});

test("devices and huge pages come whole", () => {
  const names = ["cpu", "memory", "hugepages-2Mi", "nvidia.com/gpu", "kubernetes.io/batch-cpu"];
  expect(names.filter(isIndivisible)).toEqual(["hugepages-2Mi", "nvidia.com/gpu"]);
  expect(names.filter(isExtended)).toEqual(["nvidia.com/gpu"]);
});

test("less than a mebibyte is a slip, and nothing is not", () => {
  const isOne = (of: string, written: string) => isSlip(of, quantity(written) ?? expect.fail(written));
  expect(["512m", "512", "128k", "1023Ki"].map((it) => isOne("memory", it))).toEqual([true, true, true, true]);
  expect(["0", "1Mi", "1048576", "1M"].map((it) => isOne("memory", it))).toEqual([false, false, false, true]);
  expect(isOne("cpu", "512m")).toBe(false);
});
