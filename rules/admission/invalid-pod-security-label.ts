import { annotationsUnder } from "../model/annotations.ts";
import { Proposal } from "../model/change.ts";
import type { Place } from "../model/place.ts";
import { LEVELS, MODES, POD_SECURITY } from "../model/pod-security-labels.ts";
import { kind, type Resource } from "../model/resource.ts";
import { type Finding, type Fix, rule } from "../rule.ts";

export default rule({
  id: "invalid-pod-security-label",
  severity: "error",
  summary: "The Pod Security labels of a namespace must be ones that Kubernetes knows.",
  presets: ["recommended"],
  fixable: "review",
  why: `A level or version that Kubernetes does not know is refused when the Namespace is made.
A label of another name, or an annotation in its place, is taken without a word and does nothing: the namespace looks guarded, and takes any pod.`,
  mend: `The labels are \`enforce\`, \`audit\` and \`warn\`, each with a \`-version\`, below \`pod-security.kubernetes.io/\`.
Levels are \`privileged\`, \`baseline\` and \`restricted\`; versions are \`latest\` and such as \`v1.31\`.
When a level begins to be enforced, pods beyond it are refused when they are next made.`,
  leave: "Leave labels of your own below a prefix of your own.",

  on: kind("Namespace"),
  *check(namespace) {
    for (const label of namespace.at("metadata", "labels").children) {
      if (String(label.step).startsWith(POD_SECURITY)) yield* judge(label);
    }
    for (const annotation of annotationsUnder(namespace, POD_SECURITY)) {
      if (isName(nameOf(annotation))) yield misplaced(namespace, annotation);
    }
  },

  examples: [
    {
      title: "A level or a version that is misspelt is refused",
      bad: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: priviledged
                                        ^^^^^^^^^^^ Kubernetes knows no Pod Security level "priviledged".
    pod-security.kubernetes.io/enforce-version: "1.31"
                                                ^^^^^^ Kubernetes knows no Pod Security version "1.31".
    pod-security.kubernetes.io/warn: strict
                                     ^^^^^^ Kubernetes knows no Pod Security level "strict".
`,
      fixed: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: privileged
    pod-security.kubernetes.io/enforce-version: "v1.31"
    pod-security.kubernetes.io/warn: baseline
`,
    },
    {
      title: "A label that is misspelt does nothing, and neither does an annotation",
      bad: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforced: baseline
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Kubernetes knows no label "pod-security.kubernetes.io/enforced", which does nothing.
  annotations:
    pod-security.kubernetes.io/warn: restricted
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ An annotation sets no Pod Security level: only a label does.
`,
      fixed: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforced: baseline
    pod-security.kubernetes.io/warn: restricted
`,
    },
    {
      title: "All six labels, and nothing else",
      good: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: baseline
    pod-security.kubernetes.io/enforce-version: v1.31
    pod-security.kubernetes.io/audit: restricted
    pod-security.kubernetes.io/audit-version: latest
    pod-security.kubernetes.io/warn: restricted
    pod-security.kubernetes.io/warn-version: v1.31
    example.com/enforce: strictly
`,
    },
  ],
});

const nameOf = (place: Place): string => String(place.step).slice(POD_SECURITY.length);

const isName = (name: string): boolean => MODES.includes(name.replace(/-version$/, ""));

function* judge(label: Place): Iterable<Finding> {
  const name = nameOf(label);
  const value = label.string;
  if (!isName(name)) {
    yield { at: label.named, message: `Kubernetes knows no label "${label.step}", which does nothing.` };
  } else if (value !== undefined && name.endsWith("-version") && !VERSION.test(value)) {
    const meant = `v${/1\.\d+/.exec(value)?.[0]}`;
    yield {
      at: label,
      message: `Kubernetes knows no Pod Security version "${value}".`,
      fixes: [write(label, VERSION.test(meant) ? meant : "latest")],
    };
  } else if (value !== undefined && !name.endsWith("-version") && !LEVELS.includes(value)) {
    const meant = LEVELS.find((it) => it.slice(0, 4) === value.toLowerCase().slice(0, 4));
    const proposal: Fix = {
      title: "Choose a level",
      safety: "choice",
      changes: () => [{ at: label, value: new Proposal("baseline") }],
    };
    yield {
      at: label,
      message: `Kubernetes knows no Pod Security level "${value}".`,
      fixes: [meant === undefined ? proposal : write(label, meant)],
    };
  }
}

/** As ParseVersion of pod-security-admission has it (api/helpers.go). */
const VERSION = /^(?:latest|v1\.(?:0|[1-9]\d*))$/;

const write = (at: Place, value: string): Fix => ({
  title: `Write ${value}`,
  safety: "review",
  changes: () => [{ at, value }],
});

function misplaced(namespace: Resource, annotation: Place): Finding {
  const label = namespace.at("metadata", "labels", String(annotation.step));
  return {
    at: annotation.named,
    message: "An annotation sets no Pod Security level: only a label does.",
    fixes: label.exists
      ? []
      : [
          {
            title: "Make it a label",
            safety: "review",
            changes: () => [
              { at: annotation, remove: true },
              { at: label, value: annotation.string ?? "" },
            ],
          },
        ],
  };
}
