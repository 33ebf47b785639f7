/** Where container runtimes listen; the folders that hold their sockets hold the same key. */
const RUNTIME =
  /^(?:\/var)?\/run(?:\/(?:docker|containerd|crio|podman|k3s|k3s\/containerd|cri-dockerd)|\/(?:docker|balena|balena-engine|dockershim|cri-dockerd|rktlet)\.sock|\/(?:docker\/)?containerd\/(?:docker-)?containerd\.sock|\/k3s\/containerd\/containerd\.sock|\/(?:crio\/crio|podman\/podman|frakti)\.sock)?$|\/(?:docker|containerd|crio)\.sock$/;

/**
 * What even a reader of the node's files can take over the node or the cluster with: keys of the cluster, tokens of every
 * pod on the node, hashes of passwords.
 */
const READ_SENSITIVE =
  /^\/(?:etc|var|root|home|var\/lib)?$|^\/etc\/(?:kubernetes(?:\/(?:pki|admin\.conf|ssl))?|shadow|ssh|rancher(?:\/k3s)?)$|^\/etc\/kubernetes\/pki\/|^\/(?:root|home\/[^/]+)\/\.(?:ssh|kube)$|^\/var\/lib\/(?:kubelet(?:\/(?:pki|pods|config\.json))?|etcd|rancher(?:\/(?:k3s|rke2)(?:\/server)?)?|docker|containerd)$|^\/var\/lib\/rancher\/(?:k3s|rke2)\/server\//;

/** What a writer of the node's files can take over the node with: what its root runs, loads or obeys. */
const WRITE_SENSITIVE =
  /^\/(?:bin|sbin|lib|lib64|boot|dev|proc|sys|usr(?:\/(?:local\/)?(?:bin|sbin|lib|lib64))?|opt\/cni\/bin|proc\/sys|proc\/sys\/kernel|proc\/sysrq-trigger)$|^\/(?:boot|lib\/modules|lib\/systemd)\/|^\/etc\/(?:cron[^/]*|systemd|init\.d|sudoers(?:\.d)?|pam\.d|passwd|profile(?:\.d)?|ld\.so\.(?:preload|conf\.d)|cni(?:\/net\.d)?|docker|containerd|crio|kubernetes\/manifests)(?:\/|$)|^\/var\/spool\/cron|^\/var\/log$|^\/lib\/systemd$/;

/** A path of a node, without what makes no difference: doubled and trailing slashes. */
export const plainPath = (path: string): string => path.replace(/\/+/g, "/").replace(/(?<=.)\/$/, "");

/** Whether a path leads to the socket of a container runtime. */
export const leadsToRuntime = (path: string): boolean => RUNTIME.test(plainPath(path));

/** Whether the node, or more, belongs to a reader of a path. */
export const isSensitiveToReaders = (path: string): boolean => READ_SENSITIVE.test(plainPath(path));

/** Whether the node belongs to a writer of a path. */
export const isSensitiveToWriters = (path: string): boolean => WRITE_SENSITIVE.test(plainPath(path));
