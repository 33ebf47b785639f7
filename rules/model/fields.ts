import type { Place, Step } from "./place.ts";
import { type Container, containers, containersOf, type Pod, pods } from "./pods.ts";
import type { Resource } from "./resource.ts";
import { ifKnown } from "./unknowable.ts";

/** What a field that matters for security does, and what is in force where someone asks. */
export interface FieldNote {
  /** As it is written, with the fields above it that it needs to be understood: `capabilities.drop`. */
  readonly name: string;
  readonly what: string;
  readonly inForce: readonly InForce[];
}

/** The value that counts for a pod or a container. */
export interface InForce {
  /** The container, where only one is meant. */
  readonly container: string | undefined;
  readonly value: FieldValue;
}

/** A value as its author wrote it, or what Kubernetes does where nothing is written, in Markdown; `undefined` where only a renderer could tell. */
export type FieldValue =
  | { readonly written: string; readonly by: "container" | "pod" }
  | { readonly otherwise: string }
  | undefined;

/** What is known of the field at a place of a resource; of a whole security context, what is known of all of its fields. */
export function fieldNotes(place: Place, resource: Resource): readonly FieldNote[] {
  for (const container of containers(resource)) {
    const steps = below(place, container.place);
    if (steps !== undefined) return notesOf(CONTAINER_FIELDS, steps, (field) => [ofContainer(container, field)]);
  }
  for (const pod of pods(resource)) {
    const steps = below(place, pod.spec);
    if (steps !== undefined) return notesOf(POD_FIELDS, steps, (field) => ofPod(pod, field));
  }
  return [];
}

interface Field {
  /** From the container, or from the pod's spec. */
  readonly path: readonly string[];
  readonly what: string;
  /** What holds where nobody says anything, in Markdown. */
  readonly otherwise: string;
}

const SHARED_FIELDS: readonly Field[] = [
  {
    path: ["securityContext", "runAsNonRoot"],
    what: "Has the kubelet refuse to start a container whose user would be root.",
    otherwise: "`false`",
  },
  {
    path: ["securityContext", "runAsUser"],
    what: "The user id that the container's first process runs as, whatever the image says.",
    otherwise: "the image's user",
  },
  {
    path: ["securityContext", "runAsGroup"],
    what: "The primary group id of the container's processes.",
    otherwise: "the image's group",
  },
  {
    path: ["securityContext", "seccompProfile"],
    what: "Which system calls the container may make. `RuntimeDefault` forbids those that hardly any program needs.",
    otherwise: "`Unconfined`, unless the kubelet is set to `RuntimeDefault`",
  },
  {
    path: ["securityContext", "appArmorProfile"],
    what: "Which files and capabilities AppArmor lets the container use, on nodes that have it.",
    otherwise: "`RuntimeDefault`, on nodes that have AppArmor",
  },
  {
    path: ["securityContext", "seLinuxOptions"],
    what: "The SELinux label of the container's processes, on nodes that have it.",
    otherwise: "a label of the container's own, chosen by the runtime",
  },
  {
    path: ["securityContext", "windowsOptions"],
    what: "What Windows containers need in place of Linux users; `hostProcess` runs them on the node itself.",
    otherwise: "none",
  },
];

const CONTAINER_FIELDS: readonly Field[] = [
  ...SHARED_FIELDS,
  {
    path: ["securityContext", "allowPrivilegeEscalation"],
    what: "Whether a process may gain more rights than its parent, by a setuid binary for one. `false` sets `no_new_privs`. A privileged container always may.",
    otherwise: "`true`",
  },
  {
    path: ["securityContext", "privileged"],
    what: "Gives the container every capability and every device of the node: whoever breaks in owns the node.",
    otherwise: "`false`",
  },
  {
    path: ["securityContext", "readOnlyRootFilesystem"],
    what: "Mounts the image read-only, so that an intruder can neither change programs nor leave any. Only volumes can be written.",
    otherwise: "`false`",
  },
  {
    path: ["securityContext", "capabilities"],
    what: "Which parts of root's power the container has: `drop` takes them from the runtime's default set, `add` gives more.",
    otherwise: "the runtime's default set",
  },
  {
    path: ["securityContext", "procMount"],
    what: "How much of `/proc` is hidden from the container. `Unmasked` shows it all.",
    otherwise: "`Default`",
  },
  {
    path: ["resources", "limits"],
    what: "How much the container may use at most. Beyond its memory limit it is killed; beyond its CPU limit it is slowed down.",
    otherwise: "none, unless the namespace has a LimitRange",
  },
  {
    path: ["resources", "requests"],
    what: "How much is set aside for the container on its node: the scheduler counts with it.",
    otherwise: "as the limits, else none",
  },
];

const POD_FIELDS: readonly Field[] = [
  ...SHARED_FIELDS,
  {
    path: ["hostNetwork"],
    what: "Puts the pod into the node's network: it sees the node's traffic, reaches what listens on its loopback, and escapes network policies.",
    otherwise: "`false`",
  },
  {
    path: ["hostPID"],
    what: "Shows the pod all processes of its node, with their environments.",
    otherwise: "`false`",
  },
  {
    path: ["hostIPC"],
    what: "Shares the node's shared memory and semaphores with the pod.",
    otherwise: "`false`",
  },
  {
    path: ["hostUsers"],
    what: "Whether the pod's root is the node's root. `false` gives the pod a user namespace of its own.",
    otherwise: "`true`",
  },
  {
    path: ["automountServiceAccountToken"],
    what: "Whether each container gets a token with which it can speak to the API server as its service account.",
    otherwise: "`true`, unless its ServiceAccount says otherwise",
  },
  {
    path: ["serviceAccountName"],
    what: "Whom the pod speaks for at the API server: RBAC grants rights to service accounts.",
    otherwise: "`default`",
  },
  {
    path: ["shareProcessNamespace"],
    what: "Lets the pod's containers see and signal each other's processes, and read their files through `/proc`.",
    otherwise: "`false`",
  },
  {
    path: ["securityContext", "fsGroup"],
    what: "The group that owns the files of the pod's volumes and that its processes are members of.",
    otherwise: "none",
  },
  {
    path: ["securityContext", "supplementalGroups"],
    what: "Further groups of the pod's processes.",
    otherwise: "those of the image",
  },
  {
    path: ["securityContext", "sysctls"],
    what: "Kernel parameters set for the pod. Only those that are namespaced and known to be harmless are allowed everywhere.",
    otherwise: "none",
  },
];

function notesOf(
  fields: readonly Field[],
  steps: readonly Step[],
  inForce: (field: Field) => readonly InForce[],
): readonly FieldNote[] {
  if (steps.length === 0) return [];
  const own = fields.filter(
    ({ path }) => path.length <= steps.length && path.every((it, index) => it === steps[index]),
  );
  const chosen = own.length > 0 ? own : fields.filter(({ path }) => steps.every((it, index) => it === path[index]));
  return chosen.map((field) => ({
    name: field.path.filter((it) => it !== "securityContext").join("."),
    what: field.what,
    inForce: inForce(field),
  }));
}

const isShared = (field: Field) => SHARED_FIELDS.includes(field);

/** How many containers are told apart. */
const MOST_CONTAINERS = 8;

function ofPod(pod: Pod, field: Field): readonly InForce[] {
  if (!isShared(field)) return [{ container: undefined, value: inForceAt(field, [pod.spec, "pod"]) }];
  return containersOf(pod)
    .slice(0, MOST_CONTAINERS)
    .map((it) => ofContainer(it, field));
}

function ofContainer(container: Container, field: Field): InForce {
  const { name, place, pod } = container;
  const value = isShared(field)
    ? inForceAt(field, [place, "container"], [pod.spec, "pod"])
    : inForceAt(field, [place, "container"]);
  return { container: name, value };
}

/** What the first of its owners says that says anything. */
function inForceAt(field: Field, ...owners: readonly (readonly [Place, "container" | "pod"])[]): FieldValue {
  return ifKnown((): FieldValue => {
    for (const [owner, by] of owners) {
      const place = owner.at(...field.path);
      if (place.exists) return { written: shown(place), by };
    }
    return { otherwise: field.otherwise };
  }, undefined);
}

/** A value in one line; the beginning of a long one. */
function shown(place: Place): string {
  const { value } = place;
  const text = typeof value === "string" ? value : (JSON.stringify(value, withBigInts) ?? "");
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

/** The steps from `top` down to a place; `undefined` if it is not below. */
function below(place: Place, top: Place): readonly Step[] | undefined {
  const [path, start] = [place.path, top.path];
  return start.every((step, index) => path[index] === step) ? path.slice(start.length) : undefined;
}

const withBigInts = (_key: string, value: unknown) => (typeof value === "bigint" ? value.toString() : value);
