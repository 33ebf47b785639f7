import { image } from "../model/images.ts";
import type { Place } from "../model/place.ts";
import { containers } from "../model/pods.ts";
import { mentionOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

/** By which git-sync takes another program for git; version 3 reads the one, version 4 the other. */
const NAMES = ["GITSYNC_GIT", "GIT_SYNC_GIT"];

export default rule({
  id: "foreign-git-command",
  severity: "warning",
  summary: "A git-sync should run git, and no program that the manifest names in its place.",
  presets: ["recommended"],
  fixable: "review",
  why: `What git-sync starts is the program in \`GITSYNC_GIT\`, or behind \`--git\`, in place of git: over and over, with the key of the repository at hand.
Whoever may change this one value runs his own code as git-sync, in a pod that is expected to talk to the outside and to write what others execute.
The setting is meant for git-sync's own tests.`,
  mend: "Remove it: git-sync then finds git in its image.",
  leave:
    "Leave it where the image is your own and holds git elsewhere: name the whole path, and let nobody but you change the manifest.",

  on: containers,
  *check(container) {
    const named = image(container.at("image").string ?? "");
    if (named === undefined || !/(?:^|\/)git-sync(?:-amd64)?$/.test(named.repository)) return;
    const finding = (at: Place, removed: Place) => ({
      at,
      message: `In place of git, ${mentionOf(container)} runs another program.`,
      fixes: [
        {
          title: "Let git-sync run git",
          safety: "review" as const,
          changes: () => [{ at: removed, remove: true as const }],
        },
      ],
    });
    for (const variable of container.at("env").children) {
      if (NAMES.includes(variable.at("name").string ?? "")) yield finding(variable.at("value"), variable);
    }
    for (const argument of container.at("args").children) {
      if (/^--?git=/.test(argument.string ?? "")) yield finding(argument, argument);
    }
  },

  examples: [
    {
      title: "A git-sync runs what it is told to take for git",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: site
spec:
  initContainers:
    - name: sync
      image: registry.k8s.io/git-sync/git-sync:v4.4.0
      env:
        - name: GITSYNC_REPO
          value: https://github.com/shop/site
        - name: GITSYNC_GIT
          value: /tmp/run.sh
                 ^^^^^^^^^^^ In place of git, container "sync" runs another program.
  containers:
    - name: again
      image: registry.k8s.io/git-sync/git-sync:v4.4.0
      args: [--repo=https://github.com/shop/site, --git=/tmp/run.sh]
                                                  ^^^^^^^^^^^^^^^^^ In place of git, container "again" runs another program.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: site
spec:
  initContainers:
    - name: sync
      image: registry.k8s.io/git-sync/git-sync:v4.4.0
      env:
        - name: GITSYNC_REPO
          value: https://github.com/shop/site
  containers:
    - name: again
      image: registry.k8s.io/git-sync/git-sync:v4.4.0
      args: [--repo=https://github.com/shop/site]
`,
    },
    {
      title: "Its other settings say nothing of the program",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: site
spec:
  containers:
    - name: sync
      image: registry.k8s.io/git-sync/git-sync:v4.4.0
      args: [--repo=https://github.com/shop/site, "--git-config=safe.directory:*"]
    - name: site
      image: nginx:1.27
      env:
        - name: GITSYNC_GIT
          value: /usr/bin/git
`,
    },
  ],
});
