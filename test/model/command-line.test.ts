import { expect, test } from "vitest";
import { commandLine } from "../../rules/model/command-line.ts";
import { parse } from "../../rules/model/manifest.ts";
import { Place } from "../../rules/model/place.ts";
import { containers } from "../../rules/model/pods.ts";
import { resourcesOf } from "../../rules/model/resource.ts";
import { ifKnown } from "../../rules/model/unknowable.ts";
import { sourceOf } from "../../server/sources/source.ts";

/** A placeholder that another tool fills in. */
const X = "$".concat("{X}");

/** The command line of the one container whose fields are given, in flow style. */
function line(fields: string) {
  const text = `{ apiVersion: v1, kind: Pod, spec: { containers: [{ name: web, image: web, ${fields} }] } }`;
  const { documents } = parse(sourceOf("file:///pod.yaml", text));
  const [container] = documents.flatMap(({ document }) =>
    resourcesOf(Place.root(document)).flatMap((it) => containers(it)),
  );
  return container === undefined ? undefined : commandLine(container);
}

const flags = (fields: string) =>
  line(fields)?.flags.map(({ name, joined, next }) => [name, ifKnown(joined, "?"), next?.place.shown]);

test("the program is the first word, without its folder", () => {
  expect(line("command: [/usr/local/bin/etcd]")?.program).toBe("etcd");
  expect(line("args: [kube-apiserver, --v=2]")?.program).toBe("kube-apiserver");
  expect(line("command: [kube-apiserver], args: [--v=2]")?.program).toBe("kube-apiserver");
  expect(line("args: [--v=2]")?.program).toBeUndefined();
  expect(line("command: [sh, -c, kube-apiserver --v=2]")?.program).toBe("sh");
});

test("a launcher starts the program that is named behind its own flags", () => {
  const fields = "command: [/go-runner], args: [--log-file=/var/log/a.log, --also-stdout, /bin/kube-proxy, --v=2]";
  expect(line(fields)?.program).toBe("kube-proxy");
  expect(flags(fields)).toEqual([["v", "2", undefined]]);
  expect(line("command: [/hyperkube, apiserver, --v=2]")?.program).toBe("hyperkube apiserver");
});

test("a value stands behind an equals sign or in the next word", () => {
  expect(flags("command: [a, --one=1, --two, '2', --three, --four=, -v=5, -log, x]")).toEqual([
    ["one", "1", undefined],
    ["two", undefined, "2"],
    ["three", undefined, undefined],
    ["four", "", undefined],
    ["v", "5", undefined],
    ["log", undefined, "x"],
  ]);
});

test("dashes and underscores are the same", () => {
  expect(flags("command: [a, --etcd_servers=b]")).toEqual([["etcd-servers", "b", undefined]]);
});

test("a value that only a renderer could tell leaves its flag known", () => {
  expect(flags(`command: [a, "--one=${X}", "--two=$(TWO)", --three=3]`)).toEqual([
    ["one", "?", undefined],
    ["two", "?", undefined],
    ["three", "3", undefined],
  ]);
  expect(line(`command: [a, "--one=${X}"]`)?.hasMore).toBe(false);
});

test("a word that only a renderer could tell may be any flag", () => {
  expect(line(`command: [a, "${X}"]`)?.hasMore).toBe(true);
  expect(line('command: [a, "$(FLAGS)"]')?.hasMore).toBe(true);
  expect(line(`command: [a, "--${X}=1"]`)?.hasMore).toBe(true);
});

test("another word is written behind the last", () => {
  expect(line("command: [a, --b]")?.end.path.slice(-2)).toEqual(["command", 2]);
  expect(line("command: [a], args: [--b]")?.end.path.slice(-2)).toEqual(["args", 1]);
});
