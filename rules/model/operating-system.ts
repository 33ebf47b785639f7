import type { Pod } from "./pods.ts";

/** Whether a pod says that it runs on Windows, where much of a Linux security context is refused. Throws `unknowable`. */
export function runsOnWindows({ spec }: Pod): boolean {
  return (
    spec.at("os", "name").value === "windows" ||
    OS_LABELS.some((label) => spec.at("nodeSelector", label).value === "windows")
  );
}

const OS_LABELS = ["kubernetes.io/os", "beta.kubernetes.io/os"] as const;
