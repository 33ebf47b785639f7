import { APPARMOR_FIELD_SINCE, profileAnnotations, profileField } from "../model/apparmor.ts";
import { containersOf, pods } from "../model/pods.ts";
import { effective, mentionOf, security } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "apparmor-annotation",
  severity: "info",
  summary: "An AppArmor profile should be named in the security context, not in an annotation.",
  presets: ["recommended"],
  fixable: "review",
  why: `Since 1.30 a container's AppArmor profile has a field, and the annotations of before are deprecated: the API server copies them into the field for now, and warns.
When it stops to, a container that names its profile in an annotation runs under the runtime's default one, as the seccomp annotations taught in 1.27.
An annotation also names its container a second time, and loses it when that one is renamed.`,
  mend: `Name the profile in \`securityContext.appArmorProfile\`: \`runtime/default\` is the type \`RuntimeDefault\` there, \`localhost/name\` the type \`Localhost\` with \`localhostProfile: name\`.
Nothing else changes, but a Deployment rolls out its pods anew, and clusters older than 1.30 do not know the field.`,
  leave:
    "Leave it while the same manifest must serve clusters older than 1.30; both together are taken if they say the same.",

  on: pods,
  *check(pod, { cluster }) {
    if (cluster.kubernetes < APPARMOR_FIELD_SINCE) return;
    for (const { place, container: name, profile } of profileAnnotations(pod)) {
      const container = containersOf(pod).find((it) => it.name === name);
      const field = profileField(profile);
      if (container === undefined || field === undefined) continue;
      const isSaid = effective(container, "appArmorProfile").exists;
      yield {
        at: place.named,
        message: `The AppArmor profile of ${mentionOf(container)} stands in an annotation, which is deprecated.`,
        tag: "deprecated",
        fixes: [
          {
            title: isSaid ? "Remove the annotation" : "Move the AppArmor profile to the security context",
            safety: "review",
            changes: () => [
              { at: place, remove: true },
              ...(isSaid ? [] : [{ at: security(container, "appArmorProfile"), value: field }]),
            ],
          },
        ],
      };
    }
  },

  examples: [
    {
      title: "A profile in an annotation moves to its container",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.apparmor.security.beta.kubernetes.io/web: localhost/web-deny-write
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The AppArmor profile of container "web" stands in an annotation, which is deprecated.
spec:
  containers:
    - name: web
      image: nginx:1.27
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        appArmorProfile:
          type: Localhost
          localhostProfile: web-deny-write
`,
    },
    {
      title: "Where the field says it already, the annotation may go",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.apparmor.security.beta.kubernetes.io/web: runtime/default
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The AppArmor profile of container "web" stands in an annotation, which is deprecated.
spec:
  securityContext:
    appArmorProfile:
      type: RuntimeDefault
  containers:
    - name: web
      image: nginx:1.27
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    appArmorProfile:
      type: RuntimeDefault
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "Before 1.30 there was no field",
      kubernetes: 29,
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.apparmor.security.beta.kubernetes.io/web: runtime/default
spec:
  containers:
    - name: web
      image: nginx:1.27
`,
    },
  ],
});
