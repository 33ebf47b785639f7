import writableRootFilesystem from "./containers/writable-root-filesystem.ts";
import mountedToken from "./identity/mounted-token.ts";
import latestTag from "./images/latest-tag.ts";
import duplicateKey from "./manifest/duplicate-key.ts";
import invalidYaml from "./manifest/invalid-yaml.ts";
import privilegedContainer from "./pod-security/privileged-container.ts";
import missingCpuRequest from "./resources/missing-cpu-request.ts";
import missingMemoryLimit from "./resources/missing-memory-limit.ts";
import missingMemoryRequest from "./resources/missing-memory-request.ts";
import type { Rule, Ungrouped } from "./rule.ts";
import secretInEnv from "./secrets/secret-in-env.ts";
import deprecatedApi from "./upgrades/deprecated-api.ts";
import removedApi from "./upgrades/removed-api.ts";

const group = (name: string, ...rules: readonly Ungrouped[]): readonly Rule[] =>
  rules.map((it) => ({ ...it, group: name }));

/** Every rule there is, by the folder that it stands in. */
export const rules: readonly Rule[] = [
  ...group("containers", writableRootFilesystem),
  ...group("identity", mountedToken),
  ...group("images", latestTag),
  ...group("manifest", duplicateKey, invalidYaml),
  ...group("pod-security", privilegedContainer),
  ...group("resources", missingCpuRequest, missingMemoryLimit, missingMemoryRequest),
  ...group("secrets", secretInEnv),
  ...group("upgrades", deprecatedApi, removedApi),
];
