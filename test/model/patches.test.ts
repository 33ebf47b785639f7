import { expect, test } from "vitest";
import { rules } from "../../rules/index.ts";
import { lint } from "../../rules/lint.ts";
import { parse } from "../../rules/model/manifest.ts";
import { isFragment } from "../../rules/model/patches.ts";
import { Place } from "../../rules/model/place.ts";
import { resourcesOf } from "../../rules/model/resource.ts";
import { LATEST } from "../../rules/model/versions.ts";
import { ask, type PresetName } from "../../rules/presets.ts";

const deployment = (spec: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
${spec}`;

const patch = deployment(`  template:
    spec:
      hostPID: true
      containers:
        - name: web
          securityContext:
            privileged: true
        - name: metrics
          args: [--verbose]
`);

/** The rules that have something to say. */
function accusers(text: string, ...presets: readonly PresetName[]): readonly string[] {
  const asked = ask(rules, { presets, rules: [], kubernetes: LATEST, podSecurity: LATEST });
  const problems = lint(parse({ uri: "file:///web.yaml", text }), asked, (message) => expect.fail(message));
  return [...new Set(problems.map(({ rule }) => rule.id))].toSorted();
}

test("a patch is judged by what it says, and not by what it leaves out", () => {
  expect(accusers(patch, "recommended")).toEqual(["host-pid", "privileged-container"]);
});

test("a patch that changes an image is one, too", () => {
  const image = `  template:
    spec:
      containers:
        - name: web
          image: nginx:1.27
`;
  expect(accusers(deployment(image), "recommended")).toEqual([]);
  const whole = `  selector:
    matchLabels: { app: web }
${image}`;
  expect(accusers(deployment(whole), "recommended")).toContain("missing-memory-limit");
});

test("Pod Security judges a patch as if it were a pod", () => {
  const restricted = accusers(patch, "recommended", "pod-security-restricted");
  expect(restricted).toContain("missing-seccomp-profile");
  expect(restricted).not.toContain("missing-memory-limit");
});

test("a workload without a selector, containers or an image is a fragment", () => {
  const isOne = (text: string) => {
    const [placed] = parse({ uri: "file:///web.yaml", text }).documents;
    return placed === undefined ? undefined : resourcesOf(Place.root(placed.document)).map(isFragment)[0];
  };
  const containers = "  template: { spec: { containers: [{ name: web, image: nginx }] } }";
  expect(isOne(deployment(containers))).toBe(true);
  expect(isOne(deployment(`  selector: {}\n${containers}`))).toBe(false);
  expect(isOne(deployment("  selector: {}\n  template: { spec: { volumes: [{ name: tmp }] } }"))).toBe(true);
  expect(isOne("apiVersion: v1\nkind: Pod\nspec: { containers: [{ name: web }] }")).toBe(true);
  expect(isOne("apiVersion: v1\nkind: Pod\nspec: { containers: [{ name: web, image: nginx }] }")).toBe(false);
});

test("a patch without containers is one, too, and so is one of a Job", () => {
  expect(accusers(deployment("  replicas: 3\n"), "all")).toEqual([]);
  const job = `apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  jobTemplate:
    spec:
      template:
        spec:
          containers:
            - name: report
              args: [--verbose]
`;
  expect(accusers(job, "recommended")).toEqual([]);
});
