import type { Place, Step } from "./place.ts";
import { type Container, containers, inWorkloads } from "./pods.ts";
import type { Resource } from "./resource.ts";
import { mentionOf } from "./security-context.ts";
import { ifKnown } from "./unknowable.ts";

const HANDLERS = {
  livenessProbe: { path: ["livenessProbe"], title: "liveness probe" },
  readinessProbe: { path: ["readinessProbe"], title: "readiness probe" },
  startupProbe: { path: ["startupProbe"], title: "startup probe" },
  postStart: { path: ["lifecycle", "postStart"], title: "postStart hook" },
  preStop: { path: ["lifecycle", "preStop"], title: "preStop hook" },
} as const;

export type HandlerKind = keyof typeof HANDLERS;

/** What the kubelet does to a container to ask after it, or when it starts and stops: a probe or a hook. */
export interface Handler {
  readonly container: Container;
  readonly kind: HandlerKind;
  readonly place: Place;
  readonly at: Place["at"];
  /** What it is called within a message: `liveness probe of container "web"`. */
  readonly mention: string;
}

/** Every probe and hook that a resource's containers are known to have. */
export const handlers = inWorkloads((resource: Resource): readonly Handler[] =>
  containers(resource).flatMap((container) =>
    (Object.keys(HANDLERS) as HandlerKind[]).flatMap((kind) => handler(container, kind) ?? []),
  ),
);

/** Every probe that a resource's containers are known to have. */
export const probes = inWorkloads((resource: Resource): readonly Handler[] => handlers(resource).filter(isProbe));

/** One probe or hook of a container, if it is known to be there. */
export function handler(container: Container, kind: HandlerKind): Handler | undefined {
  const { path, title } = HANDLERS[kind];
  const place = container.at(...path);
  if (!ifKnown(() => place.exists, false)) return undefined;
  const at = (...steps: readonly Step[]) => place.at(...steps);
  return { container, kind, place, at, mention: `${title} of ${mentionOf(container)}` };
}

const isProbe = ({ kind }: Handler): boolean => kind.endsWith("Probe");

/** The ways in which a handler may act, in the order in which the API server looks at them. */
const ACTIONS = ["exec", "httpGet", "tcpSocket", "grpc", "sleep"] as const;

/** What a handler does: exactly one for the API server to take it. Throws `unknowable`. */
export const actionsOf = ({ at }: Handler): readonly Place[] => ACTIONS.map((it) => at(it)).filter((it) => it.exists);

/** Whether two probes ask the same question. Throws `unknowable`. */
export const isSameAction = (one: Handler, other: Handler): boolean => question(one) === question(other);

function question({ at }: Handler): string {
  const http = at("httpGet");
  const asked = {
    exec: at("exec", "command").value,
    http: http.exists && [
      http.at("port").value,
      http.at("path").value ?? "/",
      http.at("scheme").value ?? "HTTP",
      http.at("host").value,
      http.at("httpHeaders").value,
    ],
    tcp: [at("tcpSocket", "port").value, at("tcpSocket", "host").value],
    grpc: [at("grpc", "port").value, at("grpc", "service").value],
  };
  return JSON.stringify(asked);
}

/** What the API server fills in where nothing or 0 is written: `SetDefaults_Probe` of Kubernetes. */
const DEFAULTS = {
  initialDelaySeconds: 0,
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
} as const;

export type Timing = keyof typeof DEFAULTS;

export const TIMINGS = Object.keys(DEFAULTS) as readonly Timing[];

/** A number of a probe that counts: the written one, or its default. Throws `unknowable`. */
export const timing = ({ at }: Handler, name: Timing): number => at(name).number || DEFAULTS[name];

/** For how many seconds a probe must fail before something is done about it. Throws `unknowable`. */
export const patience = (probe: Handler): number => timing(probe, "periodSeconds") * timing(probe, "failureThreshold");
