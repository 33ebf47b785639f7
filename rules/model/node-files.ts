import { plainPath } from "./host-paths.ts";
import { isReadOnly, mountsOf, mountsOfVolume, volumeOf } from "./mounts.ts";
import type { Container, Volume } from "./pods.ts";
import { ifKnown } from "./unknowable.ts";

/** What is the same on every node, holds no secret, and tells at most which system it is. */
const COMMONPLACE = [
  /^\/etc\/(?:localtime|timezone|machine-id|(?:os|lsb|system|redhat|fedora)-release)$/,
  /^\/etc\/ssl\/certs(?:\/|$)/,
  /^\/(?:usr|bin|sbin|lib|lib64|boot|opt\/cni\/bin)(?:\/|$)/,
  /^\/sys\/(?:fs\/cgroup|class)(?:\/|$)/,
];

/** Whether a volume of the node holds what is the same on every node, and no container is known to write there. Throws `unknowable`. */
export function isCommonplace(volume: Volume): boolean {
  const path = plainPath(volume.at("hostPath", "path").shown);
  if (!COMMONPLACE.some((it) => it.test(path))) return false;
  const mounts = ifKnown(() => mountsOfVolume(volume), []);
  return mounts.length > 0 && mounts.every((it) => ifKnown(() => isReadOnly(it), false));
}

/**
 * Whether a container is known to work on files of its node. Most of them are root's, and so is what the kubelet makes
 * where nothing is: https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
 */
export const worksOnNodeFiles = (container: Container): boolean =>
  mountsOf(container).some((mount) =>
    ifKnown(() => {
      const volume = volumeOf(mount);
      return volume?.at("hostPath").exists === true && !isCommonplace(volume);
    }, false),
  );
