/** What an image reference says, as the container runtime reads it. */
export interface Image {
  /** The registry's host and port; `undefined` for the runtime's default. */
  readonly registry: string | undefined;
  /** The path within the registry: `library/nginx`. */
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** Where an image is known to lie, host and path: a reference without a registry means Docker Hub, as containerd and Docker read it. */
export function fullName({ registry, repository }: Image): string {
  const host = registry?.toLowerCase() ?? DOCKER_HUB;
  if (!DOCKER_HUB_NAMES.has(host)) return `${host}/${repository}`;
  return `${DOCKER_HUB}/${repository.includes("/") ? repository : `library/${repository}`}`;
}

/** The tag and the digest of an image as they stand behind its name. */
export const suffixOf = ({ tag, digest }: Image): string =>
  `${tag === undefined ? "" : `:${tag}`}${digest === undefined ? "" : `@${digest}`}`;

const DOCKER_HUB = "docker.io";
const DOCKER_HUB_NAMES: ReadonlySet<string> = new Set([DOCKER_HUB, "index.docker.io", "registry-1.docker.io"]);

/** Reads an image reference; `undefined` for what no runtime would take: a placeholder, or a mistake. */
export function image(reference: string): Image | undefined {
  const match = REFERENCE.exec(reference);
  if (match === null) return undefined;
  const [, name = "", tag, digest] = match;
  const slash = name.indexOf("/");
  const first = name.slice(0, slash);
  const namesRegistry = slash !== -1 && (/[.:]/.test(first) || first === "localhost");
  const registry = namesRegistry ? first : undefined;
  const repository = namesRegistry ? name.slice(slash + 1) : name;
  return REPOSITORY.test(repository) ? { registry, repository, tag, digest } : undefined;
}

const HOST = /(?:[A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9a-fA-F:]+\])(?::\d+)?/.source;
const PATH = /[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)*/.source;
const REFERENCE = new RegExp(`^((?:${HOST}/)?${PATH})(?::(\\w[\\w.-]{0,127}))?(?:@(\\w+:[0-9a-fA-F]{32,}))?$`);
const REPOSITORY = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;
