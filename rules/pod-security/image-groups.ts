import { containersOf, pods } from "../model/pods.ts";
import { security, takesPodContext, titleOf } from "../model/security-context.ts";
import { isForWindows } from "../model/windows.ts";
import { rule } from "../rule.ts";

/** Since this version the field is heeded unless someone switches it off. */
const ON_SINCE = 33;

export default rule({
  id: "image-groups",
  severity: "info",
  summary: "A pod that chooses its groups should not be given further ones by its image.",
  presets: ["strict"],
  fixable: "review",
  why: `\`runAsGroup\`, \`fsGroup\` and \`supplementalGroups\` look like all the groups that a process is in, and policies check them as if they were.
Yet the runtime adds those that the image's own \`/etc/group\` names for its user: whoever builds the image so gets at files of a shared volume that belong to a group which the manifest never mentions.`,
  mend: `Set \`supplementalGroupsPolicy: Strict\` in the pod's \`securityContext\`.
A process that needs a group of its image then fails with \`permission denied\`: name the group in \`supplementalGroups\`.
It needs containerd 2.0 or CRI-O 1.31: on other nodes the kubelet refuses the pod.`,
  leave: "Leave it for images of your own whose `/etc/group` you know.",

  on: pods,
  *check(pod, { cluster }) {
    if (cluster.kubernetes < ON_SINCE || isForWindows(pod) || !takesPodContext(pod)) return;
    const policy = security(pod, "supplementalGroupsPolicy");
    if (policy.value === "Strict") return;
    const ofPod = ["runAsGroup", "supplementalGroups"].map((it) => security(pod, it));
    const chosen = [...ofPod, ...containersOf(pod).map((it) => security(it, "runAsGroup"))].find((it) => it.exists);
    if (chosen === undefined) return;

    yield {
      at: policy.exists ? policy : chosen.named,
      message: `${titleOf(pod)} chooses its groups, and its images may add others.`,
      fixes: [
        { title: "Take no groups from the image", safety: "review", changes: () => [{ at: policy, value: "Strict" }] },
      ],
    };
  },

  examples: [
    {
      title: "The image may add groups to those that are chosen",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 10001
    runAsGroup: 10001
    ^^^^^^^^^^ Pod "web" chooses its groups, and its images may add others.
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
    runAsUser: 10001
    runAsGroup: 10001
    supplementalGroupsPolicy: Strict
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "None but those that are chosen",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 10001
    runAsGroup: 10001
    supplementalGroupsPolicy: Strict
  containers:
    - name: web
      image: nginx:1.27
`,
    },
    {
      title: "Who chooses none leaves them to the image",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: true
  containers:
    - name: web
      image: nginx:1.27
`,
    },
  ],
});
