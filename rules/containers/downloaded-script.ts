import { commands, withoutComments } from "../model/commands.ts";
import { passage } from "../model/passage.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

const FETCH = /\b(?:curl|wget)\b/.source;
const SHELL = /(?:\/(?:usr\/)?bin\/)?(?:(?:ba|da|a|z|k)?sh|python3?|perl|node|ruby)\b/.source;

/** A script that runs what it fetches: by a pipe, or by a substitution. */
const FETCHED: readonly RegExp[] = [
  new RegExp(`${FETCH}(?:[^|;&\\n]|\\\\\\n)*\\|\\s*(?:sudo\\s+(?:-\\w+\\s+)*)?${SHELL}`),
  new RegExp(
    `(?:\\b(?:eval|source|sh|bash)|(?:^|[;&|]\\s*)\\.)\\s+(?:-c\\s+)?["']?(?:\\$\\(|<\\(|\`)\\s*${FETCH}[^\\n]*`,
    "m",
  ),
];

export default rule({
  id: "downloaded-script",
  severity: "warning",
  summary: "A container must not run a script that it fetches as it starts.",
  presets: ["recommended"],
  why: `Whoever changes what that address serves (its owner, a thief of the domain, someone on the way where it is plain HTTP) runs code in your cluster at the next restart, with all that the pod may do: no commit, no review, no scan of the image sees it.
When the address does not answer, the pod does not start, and two replicas may run two different scripts.`,
  mend: `Put the script into the image, or into a ConfigMap that is mounted, and pin what it fetches.
If it must be fetched, fetch a version that cannot change, and compare its digest before it is run: \`echo "<digest>  install.sh" | sha256sum -c && sh install.sh\`.`,
  leave: "Leave it where the script comes from a server of the same cluster that only you can write to.",

  on: commands,
  *check({ container, words }) {
    for (const { place, text } of words) {
      const script = withoutComments(text);
      const found = FETCHED.map((it) => it.exec(script)?.[0]).find((it) => it !== undefined);
      if (found === undefined) continue;
      yield { at: passage(place, found), message: `${titleOf(container)} runs a script that it fetches as it starts.` };
    }
  },

  examples: [
    {
      title: "What the address serves is run",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: tools
spec:
  initContainers:
    - name: install
      image: debian:12.8
      command: [bash, -c]
      args:
        - |
          set -e
          curl -fsSL https://get.example.com/install.sh | bash -s -- --yes
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Container "install" runs a script that it fetches as it starts.
  containers:
    - name: tools
      image: debian:12.8
      command: [sh, -c, 'sh -c "$(wget -qO- https://get.example.com/run.sh)"']
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Container "tools" runs a script that it fetches as it starts.
`,
    },
    {
      title: "What is fetched is only read, or compared before it is run",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: tools
spec:
  containers:
    - name: tools
      image: debian:12.8
      command: [sh, -c]
      args:
        - |
          # never do this: curl https://get.example.com/install.sh | sh
          curl -fs https://api.example.com/health | grep ok
          curl -fsSLo install.sh https://get.example.com/1.4.2/install.sh
          echo "9f86d081884c7d65  install.sh" | sha256sum -c && sh install.sh
`,
    },
  ],
});
