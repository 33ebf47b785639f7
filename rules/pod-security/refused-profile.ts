import { Proposal } from "../model/change.ts";
import { podsAndContainers, security, titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

/** The fields that name a profile, and what each kind of profile is called. */
const PROFILES = [
  { field: "seccompProfile", called: "seccomp profile", proposal: "profiles/audit.json" },
  { field: "appArmorProfile", called: "AppArmor profile", proposal: "k8s-apparmor-example-deny-write" },
] as const;

export default rule({
  id: "refused-profile",
  severity: "error",
  summary: "A profile of one's own must be named, and the runtime's own must not be.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server refuses a profile of type \`Localhost\` without \`localhostProfile\`, and \`localhostProfile\` beside any other type.
Of a seccomp profile it wants a path below the kubelet's folder of profiles: not an absolute one, and none with \`..\` in it.`,
  mend: `Name the profile that lies on the nodes: for seccomp a path below \`/var/lib/kubelet/seccomp\`, for AppArmor the name of a loaded profile.
If the runtime's own profile will do, set the type \`RuntimeDefault\` and remove \`localhostProfile\`.`,
  leave: "Leave it nowhere: Kubernetes refuses the manifest.",

  on: podsAndContainers,
  *check(subject) {
    for (const { field, called, proposal } of PROFILES) {
      const profile = security(subject, field);
      const type = profile.at("type");
      const path = profile.at("localhostProfile");
      if (type.value === "RuntimeDefault" || type.value === "Unconfined") {
        if (!path.exists) continue;
        yield {
          at: path,
          message: `${titleOf(subject)} names a ${called} of its own, but is to have the type "${type.string}", which Kubernetes refuses.`,
          see: [{ at: type, message: "Only the type Localhost has a profile of its own." }],
          fixes: [{ title: "Remove localhostProfile", safety: "review", changes: () => [{ at: path, remove: true }] }],
        };
      }
      if (type.value !== "Localhost") continue;
      if (!path.exists || path.value === "") {
        yield {
          at: path.exists ? path : type,
          message: `${titleOf(subject)} does not name its ${called}, which Kubernetes refuses.`,
          fixes: [
            {
              title: "Name the profile",
              safety: "choice",
              changes: () => [{ at: path, value: new Proposal(proposal) }],
            },
          ],
        };
      } else if (field === "seccompProfile" && /^\/|(?:^|\/)\.\.(?:\/|$)/.test(path.string ?? "")) {
        yield {
          at: path,
          message: `The seccomp profile "${path.string}" lies outside of the kubelet's folder of profiles, which Kubernetes refuses.`,
        };
      }
    }
  },

  examples: [
    {
      title: "Only the type Localhost has a profile of its own",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    seccompProfile:
      type: RuntimeDefault
            ~~~~~~~~~~~~~~ Only the type Localhost has a profile of its own.
      localhostProfile: profiles/web.json
                        ^^^^^^^^^^^^^^^^^ Pod "web" names a seccomp profile of its own, but is to have the type "RuntimeDefault", which Kubernetes refuses.
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
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "A profile of one's own has a name",
      bad: `
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
                ^^^^^^^^^ Container "web" does not name its AppArmor profile, which Kubernetes refuses.
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
          localhostProfile: k8s-apparmor-example-deny-write
`,
    },
    {
      title: "The path begins in the kubelet's folder",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        seccompProfile:
          type: Localhost
          localhostProfile: /var/lib/kubelet/seccomp/web.json
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The seccomp profile "/var/lib/kubelet/seccomp/web.json" lies outside of the kubelet's folder of profiles, which Kubernetes refuses.
`,
    },
    {
      title: "Named as it should be",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        seccompProfile:
          type: Localhost
          localhostProfile: profiles/web.json
        appArmorProfile:
          type: Localhost
          localhostProfile: web-deny-write
`,
    },
  ],
});
