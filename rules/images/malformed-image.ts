import { imageUses } from "../model/image-uses.ts";
import { image } from "../model/images.ts";
import { rule } from "../rule.ts";

/** What a tool fills in before anything is applied, or a reader of instructions: nobody's mistake. */
const PLACEHOLDER = /[<>{}[\]()$%*|^#@]|\.\.\.|your|(?:^|[/:._ -])[A-Z][A-Z0-9_]+(?:$|[/:._ -])/;
const SCHEME = /^(?:https?|docker|oci):\/\//;

/** A reference, as it was probably meant, and what is wrong with it. */
interface Mistake {
  readonly what: string;
  readonly meant: string;
}

function mistakeIn(reference: string): Mistake | undefined {
  const trimmed = reference.trim();
  if (trimmed !== reference && image(trimmed) !== undefined)
    return { what: "has white space around it", meant: trimmed };
  const bare = reference.replace(SCHEME, "");
  if (bare !== reference && image(bare) !== undefined) return { what: "begins with a scheme", meant: bare };
  const [, name = "", rest = ""] = /^([^:@]*(?::\d+\/[^:@]*)?)(.*)$/.exec(reference) ?? [];
  const slash = name.indexOf("/");
  const host = /[.:]|^localhost$/.test(name.slice(0, slash)) ? name.slice(0, slash + 1) : "";
  const lower = `${host}${name.slice(host.length).toLowerCase()}${rest}`;
  if (lower !== reference && image(lower) !== undefined)
    return { what: "has capital letters in its name", meant: lower };
  return undefined;
}

export default rule({
  id: "malformed-image",
  severity: "error",
  summary: "An image must be named so that a runtime can pull it.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server takes nearly any text for an image, so nothing is said when the manifest is applied.
The kubelet then refuses to pull it, and the container never starts: \`InvalidImageName\`.`,
  mend: `Write \`registry/path:tag\`, without a scheme such as \`https://\`, the path in lower case.
White space around it is refused by the API server as soon as a pod is made.`,
  leave:
    "Leave it where a tool writes the image before anything is applied: words in capitals, brackets and the like are taken for such and never accused.",

  on: imageUses,
  *check({ at }) {
    const reference = at.string;
    if (reference === undefined || image(reference) !== undefined) return;
    const mistake = PLACEHOLDER.test(reference) ? undefined : mistakeIn(reference);
    if (mistake === undefined) return;

    yield {
      at,
      message: `Image "${reference}" ${mistake.what}, so no runtime can pull it.`,
      fixes: [
        {
          title: `Write ${mistake.meant}`,
          safety: "review",
          changes: () => [{ at, value: mistake.meant }],
        },
      ],
    };
  },

  examples: [
    {
      title: "A scheme, a capital letter or a space makes a name that nobody can pull",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: migrate
      image: https://registry.example.com/shop/migrate:3.1
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Image "https://registry.example.com/shop/migrate:3.1" begins with a scheme, so no runtime can pull it.
  containers:
    - name: web
      image: registry.example.com:5000/shop/webServer:3.1
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Image "registry.example.com:5000/shop/webServer:3.1" has capital letters in its name, so no runtime can pull it.
    - name: proxy
      image: "nginx:1.27 "
             ^^^^^^^^^^^^^ Image "nginx:1.27 " has white space around it, so no runtime can pull it.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: migrate
      image: registry.example.com/shop/migrate:3.1
  containers:
    - name: web
      image: registry.example.com:5000/shop/webserver:3.1
    - name: proxy
      image: "nginx:1.27"
`,
    },
    {
      title: "What is to be filled in is nobody's mistake",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: IMAGE_NAME
    - name: proxy
      image: registry.example.com/{project}/Proxy
    - name: built
      image: ko://github.com/shop/web/cmd/Web
    - name: host
      image: Registry.Example.com/shop/web:RC1
`,
    },
  ],
});
