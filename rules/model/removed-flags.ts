import type { Program } from "./control-plane/sheet.ts";
import type { Minor } from "./versions.ts";

/** A flag that a program no longer knows. */
interface RemovedFlag {
  /** The first version without it. */
  readonly since: Minor;
  /** The flag that took its place, and means the same. */
  readonly successor?: string;
}

const gone = (since: Minor, ...names: readonly string[]): readonly (readonly [string, RemovedFlag])[] =>
  names.map((name) => [name, { since }] as const);

/** The flags of klog, which all of them had: https://github.com/kubernetes/enhancements/tree/master/keps/sig-instrumentation/2845-deprecate-klog-specific-flags-in-k8s-components, #112120. */
const KLOG = gone(
  26,
  "add-dir-header",
  "alsologtostderr",
  "log-backtrace-at",
  "log-dir",
  "log-file",
  "log-file-max-size",
  "logtostderr",
  "one-output",
  "skip-headers",
  "skip-log-headers",
  "stderrthreshold",
);

/**
 * Flags that programs no longer know: the changelogs of Kubernetes 1.12 to 1.35 (insecure serving is #106859 and #106860,
 * kubelet-https #101178, encryption #108423, cloud providers #130162, pod-infra-container-image #133779), and for 1.27
 * https://kubernetes.io/blog/2023/03/17/upcoming-changes-in-kubernetes-v1-27/.
 */
const REMOVED: Readonly<Partial<Record<Program, ReadonlyMap<string, RemovedFlag>>>> = {
  "kube-apiserver": new Map([
    ...KLOG,
    ...gone(19, "basic-auth-file"),
    ...gone(22, "kubelet-https"),
    ...gone(24, "address", "insecure-bind-address", "insecure-port", "port"),
    ["experimental-encryption-provider-config", { since: 24, successor: "encryption-provider-config" }],
    ...gone(33, "cloud-config", "cloud-provider"),
  ]),
  "kube-controller-manager": new Map([
    ...KLOG,
    ...gone(24, "address", "port"),
    ...gone(27, "enable-taint-manager", "pod-eviction-timeout"),
  ]),
  "kube-scheduler": new Map([
    ...KLOG,
    ...gone(23, "algorithm-provider", "policy-config-file", "policy-configmap", "policy-configmap-namespace"),
    ...gone(23, "use-legacy-policy-config"),
  ]),
  kubelet: new Map([
    ...KLOG,
    ...gone(12, "cadvisor-port"),
    ...gone(15, "allow-privileged"),
    ...gone(24, "cni-bin-dir", "cni-cache-dir", "cni-conf-dir", "docker-endpoint", "image-pull-progress-deadline"),
    ...gone(24, "network-plugin", "network-plugin-mtu"),
    ...gone(27, "container-runtime"),
    ...gone(35, "pod-infra-container-image"),
  ]),
};

/** What is known of a flag that a program no longer has. */
export const removedFlag = (program: Program, flag: string): RemovedFlag | undefined => REMOVED[program]?.get(flag);
