import type { Program } from "./sheet.ts";

type Defaults = Readonly<Record<string, string>>;

const AUTHORITY = "/etc/kubernetes/pki";

/**
 * What a flag is where nobody writes it, where that is not the empty text: https://kubernetes.io/docs/reference/command-line-tools-reference/
 * and, for etcd, https://etcd.io/docs/v3.6/op-guide/configuration/. A kubelet without a configuration file has older
 * defaults than one with (`applyLegacyDefaults` in cmd/kubelet/app/options/options.go).
 */
const DEFAULTS: Readonly<Record<Program, Defaults>> = {
  etcd: {
    "auto-tls": "false",
    "client-cert-auth": "false",
    "listen-client-urls": "http://localhost:2379",
    "listen-peer-urls": "http://localhost:2380",
    "peer-auto-tls": "false",
    "peer-client-cert-auth": "false",
  },
  "kube-apiserver": {
    "anonymous-auth": "true",
    "authorization-mode": "AlwaysAllow",
    profiling: "true",
    "request-timeout": "1m0s",
    "secure-port": "6443",
    "service-account-extend-token-expiration": "true",
    "service-account-lookup": "true",
  },
  "kube-controller-manager": {
    "bind-address": "0.0.0.0",
    profiling: "true",
    "secure-port": "10257",
    "terminated-pod-gc-threshold": "12500",
    "use-service-account-credentials": "false",
  },
  "kube-proxy": { profiling: "false" },
  "kube-scheduler": { "bind-address": "0.0.0.0", profiling: "true", "secure-port": "10259" },
  kubelet: {
    "anonymous-auth": "true",
    "authorization-mode": "AlwaysAllow",
    "make-iptables-util-chains": "true",
    "pod-max-pids": "-1",
    "protect-kernel-defaults": "false",
    "read-only-port": "10255",
    "rotate-certificates": "false",
    "rotate-server-certificates": "false",
    "streaming-connection-idle-timeout": "4h0m0s",
  },
};

/** What kubeadm writes on the command lines of its static pods: cmd/kubeadm/app/phases/controlplane/manifests.go and phases/etcd/local.go. */
const KUBEADM: Readonly<Partial<Record<Program, Defaults>>> = {
  etcd: {
    "cert-file": `${AUTHORITY}/etcd/server.crt`,
    "client-cert-auth": "true",
    "key-file": `${AUTHORITY}/etcd/server.key`,
    "peer-cert-file": `${AUTHORITY}/etcd/peer.crt`,
    "peer-client-cert-auth": "true",
    "peer-key-file": `${AUTHORITY}/etcd/peer.key`,
    "peer-trusted-ca-file": `${AUTHORITY}/etcd/ca.crt`,
    "trusted-ca-file": `${AUTHORITY}/etcd/ca.crt`,
  },
  "kube-apiserver": {
    "authorization-mode": "Node,RBAC",
    "client-ca-file": `${AUTHORITY}/ca.crt`,
    "enable-admission-plugins": "NodeRestriction",
    "etcd-cafile": `${AUTHORITY}/etcd/ca.crt`,
    "etcd-certfile": `${AUTHORITY}/apiserver-etcd-client.crt`,
    "etcd-keyfile": `${AUTHORITY}/apiserver-etcd-client.key`,
    "etcd-servers": "https://127.0.0.1:2379",
    "kubelet-client-certificate": `${AUTHORITY}/apiserver-kubelet-client.crt`,
    "kubelet-client-key": `${AUTHORITY}/apiserver-kubelet-client.key`,
    "service-account-key-file": `${AUTHORITY}/sa.pub`,
    "tls-cert-file": `${AUTHORITY}/apiserver.crt`,
    "tls-private-key-file": `${AUTHORITY}/apiserver.key`,
  },
  "kube-controller-manager": {
    "bind-address": "127.0.0.1",
    "client-ca-file": `${AUTHORITY}/ca.crt`,
    "root-ca-file": `${AUTHORITY}/ca.crt`,
    "service-account-private-key-file": `${AUTHORITY}/sa.key`,
    "use-service-account-credentials": "true",
  },
  "kube-scheduler": { "bind-address": "127.0.0.1" },
};

/** What a program does of its own accord. */
export const defaultOf = (program: Program, flag: string): string => own(DEFAULTS[program], flag) ?? "";

/** What a program does that kubeadm starts. */
export const kubeadmDefaultOf = (program: Program, flag: string): string =>
  own(KUBEADM[program] ?? {}, flag) ?? defaultOf(program, flag);

const own = (defaults: Defaults, flag: string): string | undefined =>
  Object.hasOwn(defaults, flag) ? defaults[flag] : undefined;
