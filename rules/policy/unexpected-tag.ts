import { Proposal } from "../model/change.ts";
import { isWithin, literalOf, matchesAny, told } from "../model/globs.ts";
import { imageOf, imageUses } from "../model/image-uses.ts";
import { fullName } from "../model/images.ts";
import { rule } from "../rule.ts";

interface Options {
  readonly tags: Readonly<Record<string, readonly string[]>>;
}

export default rule<ReturnType<typeof imageUses>[number], Options>({
  id: "unexpected-tag",
  severity: "warning",
  summary: "An image must have a tag that the organisation has released it under.",
  fixable: "choice",
  options: {
    properties: {
      tags: {
        description:
          'For images, by their whole names, the tags that they may have: `{"registry.example.com/shop/*": ["v*"]}`.',
        type: "object",
        additionalProperties: { type: "array", items: { type: "string", minLength: 1 }, minItems: 1 },
      },
    },
    required: ["tags"],
  },
  why: "A version that was not released for production was not tried, scanned or signed, and one that was taken back has its reason.",
  mend: "Name a tag that is allowed.",
  leave: "Leave it in an overlay for tests, where another configuration can allow other tags.",

  on: imageUses,
  *check(use, { options: { tags } }) {
    const image = imageOf(use);
    if (image === undefined || (image.tag === undefined && image.digest !== undefined)) return;
    const name = fullName(image);
    const tag = image.tag ?? "latest";
    const allowed = Object.entries(tags).flatMap(([glob, those]) => (isWithin(name, glob) ? those : []));
    if (allowed.length === 0 || matchesAny(tag, allowed)) return;

    const literal = literalOf(allowed);
    const bare = (use.at.string ?? "").replace(/@.*$/, "");
    const untagged = image.tag === undefined ? bare : bare.slice(0, -image.tag.length - 1);
    yield {
      at: use.at,
      message: `Tag "${tag}" of this image is not ${told(allowed)}.`,
      fixes:
        literal === undefined
          ? []
          : [
              {
                title: `Name tag ${literal}`,
                safety: "choice",
                changes: () => [{ at: use.at, value: new Proposal(`${untagged}:${literal}`) }],
              },
            ],
    };
  },

  examples: [
    {
      title: "One version is released",
      options: { tags: { "registry.example.com/shop/web": ["3.1.4"] } },
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:3.2.0-rc1
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Tag "3.2.0-rc1" of this image is not "3.1.4".
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1.4
`,
    },
    {
      title: "A pattern may stand for many, and what is not named may have any tag",
      options: { tags: { "registry.example.com/shop": ["v*"] } },
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:v3.1.4
    - name: proxy
      image: nginx:1.27
`,
    },
  ],
});
