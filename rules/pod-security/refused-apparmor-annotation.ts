import { APPARMOR_FIELD_SINCE, lacksContainer, profileAnnotations, profileField } from "../model/apparmor.ts";
import { containersOf, pods } from "../model/pods.ts";
import { effective, mentionOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "refused-apparmor-annotation",
  severity: "error",
  summary:
    "An annotation with an AppArmor profile must name a container of the pod, and agree with its security context.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server refuses a pod whose annotation names a container that the pod does not have, as after a renaming, and one whose annotation and security context name different profiles.
A Deployment with such a contradiction is taken, and then gets no pods: its ReplicaSet says \`FailedCreate\`.`,
  mend: `Remove the annotation, and name the profile in the container's \`securityContext.appArmorProfile\`.
On clusters older than 1.30, which have no such field, write the container's name into the annotation as it is now.`,
  leave: "Leave it nowhere: Kubernetes refuses the pod.",

  on: pods,
  *check(pod, { cluster }) {
    if (pod.isPart) return;
    for (const { place, container: name, profile } of profileAnnotations(pod)) {
      const stated = profileField(profile);
      const fixes = [
        {
          title: "Remove the annotation",
          safety: "review" as const,
          changes: () => [{ at: place, remove: true as const }],
        },
      ];
      if (stated !== undefined && lacksContainer(pod, name)) {
        yield {
          at: place.named,
          message: `No container is called "${name}", so Kubernetes refuses the annotation.`,
          fixes,
        };
      }
      const container = containersOf(pod).find((it) => it.name === name);
      if (container === undefined || profile === undefined || cluster.kubernetes < APPARMOR_FIELD_SINCE) continue;
      const field = effective(container, "appArmorProfile");
      const type = field.at("type").value;
      const isSame =
        stated === undefined
          ? profile === "unconfined" && type === "Unconfined"
          : stated.type === type && stated.localhostProfile === field.at("localhostProfile").value;
      if (!field.exists || isSame) continue;
      yield {
        at: place,
        message: `The annotation and the security context of ${mentionOf(container)} name different AppArmor profiles, which Kubernetes refuses.`,
        see: [{ at: field, message: "The security context says otherwise." }],
        fixes,
      };
    }
  },

  examples: [
    {
      title: "A container was renamed, and its annotation was not",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.apparmor.security.beta.kubernetes.io/nginx: runtime/default
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ No container is called "nginx", so Kubernetes refuses the annotation.
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
`,
    },
    {
      title: "Annotation and field must say the same",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.apparmor.security.beta.kubernetes.io/web: localhost/web-deny-write
                                                        ^^^^^^^^^^^^^^^^^^^^^^^^ The annotation and the security context of container "web" name different AppArmor profiles, which Kubernetes refuses.
spec:
  securityContext:
    appArmorProfile:
    ~~~~~~~~~~~~~~~ The security context says otherwise.
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
      title: "Both may stand there if they agree, and init containers are containers, too",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.apparmor.security.beta.kubernetes.io/web: localhost/web-deny-write
    container.apparmor.security.beta.kubernetes.io/setup: runtime/default
spec:
  initContainers:
    - name: setup
      image: busybox:1.36
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        appArmorProfile:
          type: Localhost
          localhostProfile: web-deny-write
`,
    },
  ],
});
