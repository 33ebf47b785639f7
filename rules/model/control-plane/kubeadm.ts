import type { Place, Step } from "../place.ts";
import type { GroupKind, Resource } from "../resource.ts";
import { ifKnown, unknowable } from "../unknowable.ts";
import { kubeadmDefaultOf } from "./defaults.ts";
import { itemsOf, type Program, plainly, type Sheet, type Written } from "./sheet.ts";

type Path = readonly Step[];

/** Which flags a kubeadm configuration holds, by its kind and the path to it: those of the control plane, or those of the node's kubelet. */
const CONFIGURATIONS: Readonly<Record<GroupKind, readonly { readonly path: Path; readonly isCluster: boolean }[]>> = {
  "kubeadm.k8s.io/ClusterConfiguration": [{ path: [], isCluster: true }],
  "kubeadm.k8s.io/InitConfiguration": [{ path: [], isCluster: false }],
  "kubeadm.k8s.io/JoinConfiguration": [{ path: [], isCluster: false }],
  "bootstrap.cluster.x-k8s.io/KubeadmConfig": within("spec"),
  "bootstrap.cluster.x-k8s.io/KubeadmConfigTemplate": within("spec", "template", "spec"),
  "controlplane.cluster.x-k8s.io/KubeadmControlPlane": within("spec", "kubeadmConfigSpec"),
  "controlplane.cluster.x-k8s.io/KubeadmControlPlaneTemplate": within("spec", "template", "spec", "kubeadmConfigSpec"),
};

function within(...path: Path) {
  return [
    { path: [...path, "clusterConfiguration"], isCluster: true },
    { path: [...path, "initConfiguration"], isCluster: false },
    { path: [...path, "joinConfiguration"], isCluster: false },
  ];
}

const OF_CLUSTER: readonly { readonly program: Program; readonly path: Path }[] = [
  { program: "kube-apiserver", path: ["apiServer", "extraArgs"] },
  { program: "kube-controller-manager", path: ["controllerManager", "extraArgs"] },
  { program: "kube-scheduler", path: ["scheduler", "extraArgs"] },
  { program: "etcd", path: ["etcd", "local", "extraArgs"] },
];
const OF_NODE: typeof OF_CLUSTER = [{ program: "kubelet", path: ["nodeRegistration", "kubeletExtraArgs"] }];

export const KUBEADM_KINDS: readonly GroupKind[] = Object.keys(CONFIGURATIONS);

/** The programs that kubeadm starts with the flags of a resource. */
export function kubeadmOf(resource: Resource): readonly { readonly program: Program; readonly sheet: Sheet }[] {
  const { groupKind } = resource;
  const configurations = Object.hasOwn(CONFIGURATIONS, groupKind) ? CONFIGURATIONS[groupKind] : undefined;
  return (configurations ?? []).flatMap(({ path, isCluster }) =>
    (isCluster ? OF_CLUSTER : OF_NODE).map((it) => ({
      program: it.program,
      sheet: sheetOf(resource, resource.at(...path), it),
    })),
  );
}

function sheetOf(resource: Resource, holder: Place, { program, path }: (typeof OF_CLUSTER)[number]): Sheet {
  const extra = holder.at(...path);
  const isList = ifKnown(() => extra.isSequence || (!extra.exists && takesList(resource)), false);
  const all = () => (isList ? inList(extra) : inMapping(extra));
  const place = (flag: string) => extra.at(isList ? extra.children.length : flag);
  return {
    written: (flag) => all().flatMap((it) => (it.name === flag ? [it.written] : [])),
    flags: () => all().flatMap(({ name, written }) => (name === undefined ? [] : [{ name, written }])),
    otherwise: (flag) => {
      // The kubelet has a configuration of its own, and what is no cluster's configuration adds to one.
      if (program === "kubelet" || !isWhole(resource, holder) || place(flag).exists) throw unknowable;
      if (all().some(({ name }) => name === undefined)) throw unknowable;
      return kubeadmDefaultOf(program, flag);
    },
    place,
    add: (flag, value) => [{ at: place(flag), value: isList ? { name: flag, value } : value }],
  };
}

/** Whether flags are a list of names and values in this version, and not a mapping. */
const takesList = ({ group, version }: Resource): boolean =>
  group === "kubeadm.k8s.io" ? version === "v1beta4" : version === "v1beta2";

/** Whether a resource is no patch of another: Cluster API wants a version of each control plane. */
const isWhole = (resource: Resource, holder: Place): boolean => {
  if (resource.group === "kubeadm.k8s.io") return true;
  if (resource.kind === "KubeadmControlPlane") return resource.at("spec", "version").exists;
  return holder.exists && resource.kind === "KubeadmControlPlaneTemplate";
};

interface Named {
  /** `undefined` where only a renderer could tell. */
  readonly name: string | undefined;
  readonly written: Written;
}

const inMapping = (extra: Place): readonly Named[] =>
  extra.children.map((at) => named(String(at.step), at, () => [{ at, remove: true }]));

const inList = (extra: Place): readonly Named[] =>
  extra.children.map((item) => {
    const name = ifKnown(() => item.at("name").string, undefined);
    return named(name, item.at("value"), () => [{ at: item, remove: true }]);
  });

function named(name: string | undefined, at: Place, remove: Written["remove"]): Named {
  const text = () => plainly(name ?? "", at.value === undefined ? "" : String(at.value));
  return { name, written: { at, text, items: () => itemsOf(text(), at), put: (value) => [{ at, value }], remove } };
}
