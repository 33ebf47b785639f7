/** Where container runtimes listen; the folders that hold their sockets hold the same key. */
const RUNTIME = [
  /^(?:\/var)?\/run(?:\/(?:docker|containerd|crio|podman|k3s|k3s\/containerd|cri-dockerd))?$/,
  /\/(?:docker|containerd|crio|podman|dockershim|cri-dockerd|balena-engine|buildkitd)\.sock$/,
];

/**
 * What even a reader of the node's files can take over the node or the cluster with: keys of the cluster and of its cloud,
 * tokens of every pod on the node, hashes of passwords.
 */
const READ_SENSITIVE = [
  /^\/(?:etc|var|root|home|var\/lib)?$/,
  /^\/etc\/(?:shadow|ssh|kubernetes|kubernetes\/(?:pki|ssl|admin\.conf|azure\.json)|rancher|rancher\/(?:k3s|rke2))$/,
  /^\/etc\/kubernetes\/pki\//,
  /^\/(?:root|home\/[^/]+)\/\.(?:ssh|kube|aws|azure|config\/gcloud)$/,
  /^\/var\/lib\/(?:kubelet|kubelet\/(?:pki|pods|config\.json)|etcd|docker|containerd)$/,
  /^\/var\/lib\/rancher(?:\/(?:k3s|rke2)(?:\/server(?:\/.*)?)?)?$/,
];

/** What a writer of the node's files can take over the node with: what its root runs, loads or obeys. */
const WRITE_SENSITIVE = [
  /^\/(?:bin|sbin|lib|lib64|boot|proc|sys|opt\/cni\/bin|proc\/sys|proc\/sys\/kernel|proc\/sysrq-trigger)$/,
  /^\/usr(?:\/(?:local\/)?(?:bin|sbin|lib|lib64))?$/,
  /^\/lib\/systemd$|^\/(?:boot|lib\/systemd)\//,
  /^\/etc\/(?:cron[^/]*|systemd|init\.d|sudoers|sudoers\.d|pam\.d|passwd|profile|profile\.d)(?:\/|$)/,
  /^\/etc\/(?:ld\.so\.preload|ld\.so\.conf\.d|cni|cni\/net\.d|docker|containerd|crio|kubernetes\/manifests)(?:\/|$)/,
  /^\/var\/spool\/cron(?:\/|$)/,
];

/** A path of a node, without what makes no difference: doubled and trailing slashes. */
export const plainPath = (path: string): string => path.replace(/\/+/g, "/").replace(/(?<=.)\/$/, "");

/** Whether a path leads to the socket of a container runtime. */
export const leadsToRuntime = (path: string): boolean => RUNTIME.some((it) => it.test(plainPath(path)));

/** Whether the node, or more, belongs to a reader of a path. */
export const isSensitiveToReaders = (path: string): boolean => READ_SENSITIVE.some((it) => it.test(plainPath(path)));

/** Whether the node belongs to a writer of a path. */
export const isSensitiveToWriters = (path: string): boolean => WRITE_SENSITIVE.some((it) => it.test(plainPath(path)));
