import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const project = fileURLToPath(new URL("../..", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "plimsoll-package-"));
const prefix = join(root, "prefix");
const command = process.platform === "win32" ? join(prefix, "plimsoll.cmd") : join(prefix, "bin/plimsoll");

const plimsoll = (args: readonly string[], input = "") =>
  spawnSync(command, args, {
    cwd: root,
    input,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
    shell: process.platform === "win32",
  });

let packed: readonly string[] = [];

beforeAll(() => {
  const [made] = JSON.parse(npm("pack", "--json", "--ignore-scripts", "--pack-destination", root));
  packed = made.files.map((it: { path: string }) => it.path);
  npm("install", "--global", "--offline", "--no-audit", "--no-fund", "--prefix", prefix, join(root, made.filename));
}, 120_000);

afterAll(() => rmSync(root, { recursive: true, force: true }));

test("the package holds the prompt and nothing else, and needs nothing", () => {
  expect([...packed].sort()).toEqual(expect.arrayContaining(["dist/server.cjs", "package.json"]));
  expect(
    packed.filter((it) => !/^(dist\/server\.cjs|package\.json|README\.md|CHANGELOG\.md|LICENSE)$/.test(it)),
  ).toEqual([]);
  const manifest = JSON.parse(readFileSync(join(project, "package.json"), "utf8"));
  expect(manifest.dependencies ?? {}).toEqual({});
});

test("plimsoll runs where it is installed", () => {
  writeFileSync(join(root, "web.yaml"), POD);
  const { status, stdout, stderr } = plimsoll(["check", "--format", "json", "web.yaml"]);
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  expect(JSON.parse(stdout).problems.map((it: { rule: string }) => it.rule)).toContain("privileged-container");
  expect(plimsoll(["fix", "--preset", "none", "--select", "privileged-container", "--review", "-"], POD)).toMatchObject(
    {
      status: 0,
      stdout: POD.replace("        privileged: true\n", ""),
    },
  );
  expect(plimsoll(["--version"]).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test("a reader that has seen enough is no failure", () => {
  const { stderr } = spawnSync("sh", ["-c", `"${command}" rules --format json | head -c 1`], {
    cwd: root,
    encoding: "utf8",
  });
  expect(stderr).toBe("");
});

test("many threads say what one says", { timeout: 60_000 }, () => {
  const folder = join(root, "many");
  execFileSync("mkdir", [folder]);
  const padding = `# ${"x".repeat(70)}\n`.repeat(200);
  for (let index = 0; index < 300; index++) writeFileSync(join(folder, `${index}.yaml`), POD + padding);
  const [one, four] = ["1", "4"].map((jobs) => plimsoll(["check", "--format", "json", "--jobs", jobs, "many"]));
  expect(JSON.parse(one?.stdout ?? "").summary.files).toBe(300);
  expect(four).toMatchObject({ status: one?.status, stdout: one?.stdout, stderr: "" });
});

function npm(...args: readonly string[]): string {
  return execFileSync("npm", args, { cwd: project, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        privileged: true
        runAsNonRoot: true
`;
