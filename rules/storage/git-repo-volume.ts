import { volumes } from "../model/pods.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "git-repo-volume",
  severity: "error",
  summary: "A pod must not have its node clone a Git repository.",
  presets: ["recommended"],
  replaces: ["restricted-volume"],
  why: `For a \`gitRepo\` volume the kubelet ran \`git clone\` on the node, as root: a repository with a hook in the right folder ran what it liked there (CVE-2024-10220).
Since 1.33 the kubelet no longer mounts such volumes unless it is told to, and the pod stays in \`ContainerCreating\`.`,
  mend: "Clone the repository in an init container into an `emptyDir`, with an image and a user of your choice, or build its files into an image.",
  leave: "Leave it in tests of what Kubernetes once did.",

  on: volumes,
  *check(volume) {
    const at = volume.at("gitRepo");
    if (!at.exists) return;
    yield { at, message: `Volume "${volume.name}" has the node clone a Git repository as root.` };
  },

  examples: [
    {
      title: "The node clones what the manifest says",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
      volumeMounts:
        - name: site
          mountPath: /usr/share/nginx/html
  volumes:
    - name: site
      gitRepo:
      ^^^^^^^ Volume "site" has the node clone a Git repository as root.
        repository: https://git.example.com/shop/site.git
`,
    },
    {
      title: "A container clones it",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: clone
      image: alpine/git:2.45.2
      args: [clone, --depth=1, "https://git.example.com/shop/site.git", /site]
      volumeMounts:
        - name: site
          mountPath: /site
  containers:
    - name: web
      image: nginx:1.27
      volumeMounts:
        - name: site
          mountPath: /usr/share/nginx/html
  volumes:
    - name: site
      emptyDir: {}
`,
    },
  ],
});
