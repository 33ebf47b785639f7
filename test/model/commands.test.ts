import { expect, test } from "vitest";
import { commands, withoutComments } from "../../rules/model/commands.ts";
import { parse } from "../../rules/model/manifest.ts";
import { Place } from "../../rules/model/place.ts";
import { resourcesOf } from "../../rules/model/resource.ts";

const POD = `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      command: [sh, -c]
      args: [\uE000, ls]
      livenessProbe:
        exec:
          command: [cat, /healthy]
      lifecycle:
        preStop:
          exec:
            command: [sleep, "5"]
`;

test("what a container runs are its own words that are known, and those of its probes and hooks", () => {
  const [placed] = parse({ uri: "file:///pod.yaml", text: POD }).documents;
  if (placed === undefined) return expect.fail("no document");
  const found = resourcesOf(Place.root(placed.document)).flatMap(commands);
  expect(found.map(({ call, words }) => [call, ...words.map((it) => it.text)])).toEqual([
    [undefined, "sh", "-c", "ls"],
    ["livenessProbe", "cat", "/healthy"],
    ["preStop", "sleep", "5"],
  ]);
});

test("a comment runs nothing", () => {
  expect(withoutComments("#!/bin/sh\n  # sudo reboot\nls # all\n")).toBe("\n\nls # all\n");
});
