import type { Writable } from "../change.ts";
import { Proposal } from "../change.ts";
import type { Place } from "../place.ts";
import type { GroupKind, Resource } from "../resource.ts";
import { unknowable } from "../unknowable.ts";
import { type Item, type Program, plainly, type Sheet, textOf, type Value, type Written } from "./sheet.ts";

/** The field of a configuration file that stands for a flag. */
interface Field {
  readonly path: readonly string[];
  /** What it is where nobody writes it; `undefined`, where a flag may decide. */
  readonly otherwise?: string;
  /** Where each item of a list is a mapping, the key of its value. */
  readonly key?: string;
}

interface File {
  readonly program: Program;
  readonly fields: Readonly<Record<string, Field>>;
}

/**
 * Configuration files by their kinds: the packages k8s.io/kubelet/config/v1beta1, k8s.io/kube-scheduler/config/v1,
 * k8s.io/kube-proxy/config/v1alpha1 and k8s.io/apiserver/pkg/apis/apiserver, with the defaults that each sets.
 */
const FILES: Readonly<Record<GroupKind, File>> = {
  "kubelet.config.k8s.io/KubeletConfiguration": {
    program: "kubelet",
    fields: {
      "anonymous-auth": { path: ["authentication", "anonymous", "enabled"], otherwise: "false" },
      "authorization-mode": { path: ["authorization", "mode"], otherwise: "Webhook" },
      // kubeadm adds its own where none is written.
      "client-ca-file": { path: ["authentication", "x509", "clientCAFile"] },
      "feature-gates": { path: ["featureGates"], otherwise: "" },
      "make-iptables-util-chains": { path: ["makeIPTablesUtilChains"], otherwise: "true" },
      "pod-max-pids": { path: ["podPidsLimit"], otherwise: "-1" },
      "protect-kernel-defaults": { path: ["protectKernelDefaults"], otherwise: "false" },
      "read-only-port": { path: ["readOnlyPort"], otherwise: "0" },
      "rotate-certificates": { path: ["rotateCertificates"], otherwise: "false" },
      "rotate-server-certificates": { path: ["serverTLSBootstrap"], otherwise: "false" },
      "tls-cert-file": { path: ["tlsCertFile"], otherwise: "" },
      "tls-cipher-suites": { path: ["tlsCipherSuites"], otherwise: "" },
      "tls-min-version": { path: ["tlsMinVersion"], otherwise: "" },
      "tls-private-key-file": { path: ["tlsPrivateKeyFile"], otherwise: "" },
    },
  },
  "kubescheduler.config.k8s.io/KubeSchedulerConfiguration": {
    program: "kube-scheduler",
    fields: { profiling: { path: ["enableProfiling"], otherwise: "true" } },
  },
  "kubeproxy.config.k8s.io/KubeProxyConfiguration": {
    program: "kube-proxy",
    fields: { profiling: { path: ["enableProfiling"], otherwise: "false" } },
  },
  "apiserver.config.k8s.io/AuthenticationConfiguration": {
    program: "kube-apiserver",
    fields: { "anonymous-auth": { path: ["anonymous", "enabled"] } },
  },
  "apiserver.config.k8s.io/AuthorizationConfiguration": {
    program: "kube-apiserver",
    fields: { "authorization-mode": { path: ["authorizers"], key: "type" } },
  },
};

export const FILE_KINDS: readonly GroupKind[] = Object.keys(FILES);

/** The program that a configuration file is for, and what it says; `undefined` for any other resource. */
export function fileOf(resource: Resource): { readonly program: Program; readonly sheet: Sheet } | undefined {
  const file = Object.hasOwn(FILES, resource.groupKind) ? FILES[resource.groupKind] : undefined;
  return file === undefined ? undefined : { program: file.program, sheet: sheetOf(resource, file.fields) };
}

function sheetOf(resource: Resource, fields: File["fields"]): Sheet {
  const fieldOf = (flag: string) => (Object.hasOwn(fields, flag) ? fields[flag] : undefined);
  const placeOf = (flag: string) => resource.at(...(fieldOf(flag)?.path ?? []));
  return {
    written: (flag) => {
      const field = fieldOf(flag);
      const at = placeOf(flag);
      return field !== undefined && at.exists ? [written(flag, field, at)] : [];
    },
    flags: () => [],
    otherwise: (flag) => {
      const otherwise = fieldOf(flag)?.otherwise;
      if (otherwise === undefined) throw unknowable;
      return otherwise;
    },
    place: placeOf,
    add: (flag, value) => [{ at: placeOf(flag), value: typed(value) }],
  };
}

function written(flag: string, { key }: Field, at: Place): Written {
  const items = (): readonly Item[] => {
    if (at.isMapping) return at.children.map((it) => ({ text: `${it.step}=${it.value}`, at: it }));
    return at.children
      .map((it) => (key === undefined ? it : it.at(key)))
      .map((it) => ({ text: it.string ?? "", at: it }));
  };
  return {
    at,
    text: () => {
      const isList = at.isSequence || at.isMapping;
      return plainly(
        flag,
        isList
          ? items()
              .map(({ text }) => text)
              .join(",")
          : String(at.value),
      );
    },
    items,
    put: (value) => {
      const names = textOf(value).split(",");
      if (at.isMapping) return [{ at, value: Object.fromEntries(names.map(gate)) }];
      if (!at.isSequence) return [{ at, value: typed(value) }];
      return [{ at, value: key === undefined ? names : names.map((it) => ({ [key]: it, name: it.toLowerCase() })) }];
    },
    remove: () => [{ at, remove: true }],
  };
}

/** `Name=true`, as an entry. */
function gate(text: string): readonly [string, Writable] {
  const [name = "", value = ""] = text.split("=");
  return [name, typed(value)];
}

/** A text as the type that its field has. */
function typed(value: Value): Writable {
  const text = textOf(value);
  if (/^(?:true|false)$/.test(text)) return text === "true";
  if (!/^-?\d+$/.test(text)) return value;
  return value instanceof Proposal ? new Proposal(Number(text)) : Number(text);
}
