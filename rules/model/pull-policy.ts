import type { ImageUse } from "./image-uses.ts";
import type { Image } from "./images.ts";

/** What `imagePullPolicy` may say; the API server refuses everything else. */
export const PULL_POLICIES = ["Always", "IfNotPresent", "Never"] as const;

/** Whether an image is named by `latest`, or by nothing, which means the same. */
export const isLatest = ({ tag, digest }: Image): boolean =>
  (tag ?? (digest === undefined ? "latest" : "")) === "latest";

/**
 * When an image is pulled: what is written, else `Always` for `latest` and `IfNotPresent` for everything else, as the API
 * server fills it in. Throws `unknowable`.
 */
export const pullPolicy = ({ pullPolicy }: ImageUse, image: Image): string | undefined =>
  pullPolicy.exists ? pullPolicy.string : isLatest(image) ? "Always" : "IfNotPresent";
