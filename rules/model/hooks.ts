import type { Resource } from "./resource.ts";

/** Annotations by which a tool is told to apply a resource at a certain moment, and to clear it away. */
const HOOKS = ["helm.sh/hook", "argocd.argoproj.io/hook"] as const;

/** Whether a tool applies the resource at a moment of its own: Helm and Argo CD call that a hook. Throws `unknowable`. */
export const isHook = ({ at }: Resource): boolean => HOOKS.some((it) => at("metadata", "annotations", it).exists);
