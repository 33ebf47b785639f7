import { type Container, containersOf, type Pod } from "./pods.ts";

/** What talks to the API server, by its name or by how it is called. */
const CLIENT = /\b(?:kubectl|operator|controller|provisioner|leader-elect(?:ion)?)\b/;

/** Whether some container of a pod says that it talks to the API server. Throws `unknowable`. */
export const talksToServer = (pod: Pod): boolean => containersOf(pod).some(isClient);

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
