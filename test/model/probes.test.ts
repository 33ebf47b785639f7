import { expect, test } from "vitest";
import { gracePeriod, sleepOf } from "../../rules/model/grace.ts";
import { parse } from "../../rules/model/manifest.ts";
import { Place } from "../../rules/model/place.ts";
import { hasPortNamed } from "../../rules/model/ports.ts";
import { actionsOf, handlers, isSameAction, patience, probes, timing } from "../../rules/model/probes.ts";
import { resourcesOf } from "../../rules/model/resource.ts";

/** The handlers of a pod with one container. */
function handlersOf(container: string) {
  const text = `{ apiVersion: v1, kind: Pod, metadata: { name: web }, spec: { containers: [{ name: web, ${container} }] } }`;
  const [resource] = parse({ uri: "file:///a.yaml", text }).documents.flatMap(({ document }) =>
    resourcesOf(Place.root(document)),
  );
  return resource === undefined ? expect.fail("no resource") : handlers(resource);
}

const sleepOfHook = (preStop: string) => handlersOf(`lifecycle: { preStop: ${preStop} }`).map(sleepOf)[0];

test("probes and hooks are found by what they are called", () => {
  const found = handlersOf(
    "livenessProbe: {}, readinessProbe: null, lifecycle: { preStop: { sleep: { seconds: 1 } } }",
  );
  expect(found.map((it) => it.mention)).toEqual([
    'liveness probe of container "web"',
    'preStop hook of container "web"',
  ]);
  expect(found.map((it) => actionsOf(it).length)).toEqual([0, 1]);
});

test("hooks are no probes", () => {
  const text = `{ apiVersion: v1, kind: Pod, spec: { containers: [{ name: web, lifecycle: { postStart: {} } }] } }`;
  const [first] = parse({ uri: "file:///a.yaml", text }).documents;
  expect(first && resourcesOf(Place.root(first.document)).flatMap(probes)).toEqual([]);
});

test("where nothing or 0 is written, the default counts", () => {
  const [probe] = handlersOf("livenessProbe: { periodSeconds: 0, failureThreshold: 5 }");
  expect(probe && timing(probe, "periodSeconds")).toBe(10);
  expect(probe && timing(probe, "timeoutSeconds")).toBe(1);
  expect(probe && patience(probe)).toBe(50);
});

test("two probes ask the same whatever they leave to the defaults", () => {
  const same = (one: string, other: string) => {
    const [liveness, readiness] = handlersOf(`livenessProbe: ${one}, readinessProbe: ${other}`);
    return liveness && readiness && isSameAction(liveness, readiness);
  };
  expect(same("{ httpGet: { port: 80 } }", "{ httpGet: { path: /, port: 80, scheme: HTTP } }")).toBe(true);
  expect(same("{ httpGet: { port: 80, path: /a } }", "{ httpGet: { port: 80, path: /b } }")).toBe(false);
  expect(same("{ tcpSocket: { port: 80 } }", "{ httpGet: { port: 80 } }")).toBe(false);
  expect(same("{ exec: { command: [a, b] } }", "{ exec: { command: [a, b] }, periodSeconds: 3 }")).toBe(true);
  expect(same("{ grpc: { port: 1 } }", "{ grpc: { port: 1, service: a } }")).toBe(false);
});

test("a hook sleeps as long as its command says, if that is all it does", () => {
  expect(sleepOfHook("{ sleep: { seconds: 5 } }")).toBe(5);
  expect(sleepOfHook("{ exec: { command: [sleep, '5'] } }")).toBe(5);
  expect(sleepOfHook("{ exec: { command: [/bin/sleep, 2m] } }")).toBe(120);
  expect(sleepOfHook("{ exec: { command: [sh, -c, sleep 20] } }")).toBe(20);
  expect(sleepOfHook("{ exec: { command: [sh, -c, exec /bin/sleep 20s] } }")).toBe(20);
  expect(sleepOfHook("{ exec: { command: [sh, -c, sleep 20 && nginx -s quit] } }")).toBe(0);
  expect(sleepOfHook("{ exec: { command: [sleep, infinity] } }")).toBe(0);
  expect(sleepOfHook("{ httpGet: { port: 80 } }")).toBe(0);
});

test("a pod may go on for half a minute unless it says otherwise", () => {
  const [hook] = handlersOf("lifecycle: { preStop: {} }");
  expect(hook && gracePeriod(hook.container.pod)).toBe(30);
});

test("a port is found by its name, and only among the container's own", () => {
  const [probe] = handlersOf("ports: [{ name: http, containerPort: 80 }], livenessProbe: {}");
  expect(probe && hasPortNamed(probe.container, "http")).toBe(true);
  expect(probe && hasPortNamed(probe.container, "grpc")).toBe(false);
});
