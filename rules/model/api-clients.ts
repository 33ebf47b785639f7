import { type Container, containersOf, type Pod } from "./pods.ts";

/** What talks to the API server, by its name or by how it is called. */
const CLIENT =
  /\b(?:kubectl|operator|controller|provisioner|leader-elect(?:ion)?|autoscaler|node-problem-detector|external-dns|kube-state-metrics|kubernetes-dashboard|spire-agent|installer)\b/;

/** Whether some container of a pod says that it talks to the API server. Throws `unknowable`. */
export const talksToServer = (pod: Pod): boolean => containersOf(pod).some(isClient);

/**
 * Whether KubeRay puts its autoscaler into a pod, and runs it as an account that it makes.
 * Source: KubeRay's `controllers/ray/common/pod.go`. Throws `unknowable`.
 */
export function scalesRay({ owner, place }: Pod): boolean {
  const path = place.path.slice(owner.place.path.length);
  const head = path.indexOf("headGroupSpec");
  return (
    owner.group === "ray.io" &&
    head !== -1 &&
    owner.at(...path.slice(0, head), "enableInTreeAutoscaling").value === true
  );
}

/** Whether a pod runs as an account that someone made for it. Throws `unknowable`. */
export function namesAccount({ spec }: Pod): boolean {
  const name = spec.at("serviceAccountName").string || spec.at("serviceAccount").string;
  return name !== undefined && name !== "" && name !== "default";
}

function isClient(container: Container): boolean {
  const words = [
    container.at("name"),
    container.at("image"),
    ...container.at("command").children,
    ...container.at("args").children,
  ];
  return words.some((word) => CLIENT.test(word.string ?? ""));
}
