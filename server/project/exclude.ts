import picomatch from "picomatch";

/** Whether a path is one of `globs`. A glob without a slash names a file or folder at any depth; one that names a folder, all that is in it. */
export function isExcluded(path: string, globs: readonly string[]): boolean {
  return globs.some((glob) => {
    const trimmed = glob.replace(/^\.?\//, "").replace(/\/$/, "");
    const anywhere = trimmed.includes("/") ? trimmed : `**/${trimmed}`;
    return picomatch([anywhere, `${anywhere}/**`], { dot: true })(path);
  });
}
