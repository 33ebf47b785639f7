import type { Pod } from "./pods.ts";
import { ifKnown } from "./unknowable.ts";
import type { Minor } from "./versions.ts";

/** Since this version, Pod Security does not ask of a pod for Windows what only Linux heeds. */
const EXEMPT_SINCE: Minor = 25;

/** The Pod Security Standard that pods are held to, if any. */
interface Standard {
  readonly podSecurity: Minor;
  readonly podSecurityLevel?: "baseline" | "restricted";
}

/** Whether a pod is known to run on Windows. Where only a renderer could tell, it is taken for Linux, as nearly all are. */
export const isForWindows = ({ spec }: Pod): boolean =>
  ifKnown(
    () =>
      spec.at("os", "name").value === "windows" ||
      OS_LABELS.some((label) => spec.at("nodeSelector", label).value === "windows"),
    false,
  );

/** The labels of a node that tell its operating system. */
const OS_LABELS = ["kubernetes.io/os", "beta.kubernetes.io/os"] as const;

/** Whether a pod need not say what only Linux heeds: at the level `restricted` where its `os` is Windows, otherwise wherever it runs there. */
export function needsNoLinuxSettings(pod: Pod, { podSecurity, podSecurityLevel }: Standard): boolean {
  if (podSecurityLevel !== "restricted") return isForWindows(pod);
  return podSecurity >= EXEMPT_SINCE && ifKnown(() => pod.spec.at("os", "name").value === "windows", false);
}
