/** What an image reference says, as the container runtime reads it. */
export interface Image {
  /** The registry's host and port; `undefined` for the runtime's default. */
  readonly registry: string | undefined;
  /** The path within the registry: `library/nginx`. */
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

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
