import { isQualifiedName } from "../model/labels.ts";
import { metadataOf } from "../model/metadata.ts";
import type { Place } from "../model/place.ts";
import { applied } from "../model/resource.ts";
import { ifKnown } from "../model/unknowable.ts";
import { rule } from "../rule.ts";

/** How much the annotations of one object may hold, in bytes. */
const MOST = 256 * 1024;

export default rule({
  id: "invalid-annotation",
  severity: "error",
  summary: "An annotation must be named as Kubernetes takes names, and be of a bearable size.",
  presets: ["recommended"],
  why: `The API server refuses the whole resource for one annotation whose name it cannot take, or for more than 256 KiB of annotations.
\`kubectl apply\` doubles what it applies in an annotation, so a large resource comes to that limit by itself.`,
  mend: `A name has letters, digits, \`-\`, \`_\` and \`.\`, begins and ends with a letter or a digit, and has 63 characters at most; a domain and one slash may stand in front.
Large texts belong into a ConfigMap.`,
  leave: "Leave it in tests of what Kubernetes refuses.",

  on: applied,
  *check(resource) {
    for (const annotations of metadataOf(resource).map((it) => it.at("annotations"))) {
      const { children } = annotations;
      for (const annotation of children) {
        const key = String(annotation.step);
        // Large and small letters are the same here.
        if (isQualifiedName(key.toLowerCase())) continue;
        yield { at: annotation.named, message: `The annotation "${key}" has a name that Kubernetes refuses.` };
      }
      const size = children.reduce((total, it) => total + bytes(String(it.step)) + valueBytes(it), 0);
      if (size <= MOST) continue;
      yield { at: annotations, message: `The annotations hold ${Math.ceil(size / 1024)} KiB, and may hold 256.` };
    }
  },

  examples: [
    {
      title: "A name with two slashes",
      bad: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  annotations:
    example.com/team/owner: shop
    ^^^^^^^^^^^^^^^^^^^^^^ The annotation "example.com/team/owner" has a name that Kubernetes refuses.
    Example.com/Owner: Team Shop <shop@example.com>
data:
  color: green
`,
    },
    {
      title: "A name may have a domain and large letters, and its value may be anything",
      good: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  annotations:
    example.com/Owner: Team Shop <shop@example.com>
    checksum: sha256:9f86d081884c7d65
data:
  color: green
`,
    },
  ],
});

const bytes = (text: string): number => new TextEncoder().encode(text).length;
const valueBytes = (place: Place): number => bytes(ifKnown(() => place.string, undefined) ?? "");
