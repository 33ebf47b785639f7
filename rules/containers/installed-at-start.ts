import { commands, withoutComments } from "../model/commands.ts";
import { passage } from "../model/passage.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

/** How packages are installed, at the beginning of a command. */
const INSTALL =
  /(?:^|[;&|({]|\b(?:then|do|else|exec|sudo)\b)[ \t]*((?:apt(?:-get)?|yum|dnf|microdnf|zypper)(?: -\S+)* install|apk(?: -\S+)* add|(?:python3? -m )?pip3? install|npm (?:install|i|ci)|yarn (?:add|install)|gem install|go install)\b/m;

export default rule({
  id: "installed-at-start",
  severity: "info",
  summary: "A container should not install packages as it starts.",
  presets: ["recommended"],
  why: `What a container installs at its start is in no image: no scan sees it, no digest pins it, and a package that was taken over yesterday runs in your cluster today.
It needs the network, a writable root file system and mostly root; each restart waits for it, and none comes up while the package server is down.`,
  mend: `Build an image with the packages in it, and let the container run its program only.
The container can then be read-only, run as its own user and reach no network that it does not need.`,
  leave: "Leave it for examples, and for a job that is run once by hand.",

  on: commands,
  *check({ container, call, words }) {
    if (call !== undefined || container.pod.isPart) return;
    for (const { place, text } of words) {
      const found = INSTALL.exec(withoutComments(text))?.[1];
      if (found === undefined) continue;
      yield { at: passage(place, found), message: `${titleOf(container)} installs packages as it starts.` };
    }
  },

  examples: [
    {
      title: "Each start fetches what should be in the image",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: tools
spec:
  containers:
    - name: tools
      image: python:3.13
      command: [sh, -c]
      args:
        - |
          apt-get update && apt-get install -y jq
                            ^^^^^^^^^^^^^^^ Container "tools" installs packages as it starts.
          exec python /srv/server.py
    - name: cron
      image: alpine:3.21
      command: [sh, -c, "apk add --no-cache curl && exec crond -f"]
                         ^^^^^^^ Container "cron" installs packages as it starts.
`,
    },
    {
      title: "What is there is used",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: tools
spec:
  containers:
    - name: tools
      image: registry.example.com/shop/tools:3.1
      command: [sh, -c]
      args:
        - |
          # apt-get install jq is done in the image
          echo "to install more, run apt-get install"
          exec python /srv/server.py
`,
    },
  ],
});
