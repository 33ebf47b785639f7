import { commandsOf, type Word, withoutComments } from "../model/commands.ts";
import { passage } from "../model/passage.ts";
import { type Container, containers } from "../model/pods.ts";
import { mentionOf, titleOf } from "../model/security-context.ts";
import { ifKnown } from "../model/unknowable.ts";
import { type Finding, rule } from "../rule.ts";

/** Variables that switch verification off if they are false, and those that do if they are true. */
const OFF_IF_FALSE =
  /^(?:NODE_TLS_REJECT_UNAUTHORIZED|PYTHONHTTPSVERIFY|NPM_CONFIG_STRICT_SSL|(?:\w+_)?(?:TLS|SSL)_VERIFY|(?:\w+_)?VERIFY_(?:TLS|SSL|CERTS?))$/i;
const OFF_IF_TRUE =
  /^(?:GIT_SSL_NO_VERIFY|(?:\w+_)?(?:TLS|SSL)_?(?:SKIP_?VERIFY|INSECURE)(?:_\w+)?|(?:\w+_)?(?:SKIP_?(?:TLS_|SSL_)?VERIFY|INSECURE_SKIP_(?:TLS_)?VERIFY))$/i;

/** Options that switch it off, whoever takes them. */
const OPTION =
  /(?:^|\s)(--(?:insecure-skip-(?:tls-)?verify|skip-tls-verify|tls-skip-verify|kubelet-insecure-tls|no-check-certificate|no-verify-ssl)(?:=true)?)(?=\s|$)/;
const SETTING =
  /\bhttp\.sslVerify[= ]false\b|\bstrict-ssl[= ]false\b|\bGIT_SSL_NO_VERIFY=(?:1|true)\b|\bNODE_TLS_REJECT_UNAUTHORIZED=0\b/;
const CURL = /\bcurl\b(?:[^|;&\n\\]|\\\n)*?\s(?:-[a-zA-Z]*k[a-zA-Z]*|--insecure)(?=\s|$)(?:[^|;&\n\\]|\\\n)*/;
/** Where a call ends on the way: in the pod itself. */
const OWN =
  /localhost|127\.0\.0\.1|\[::1\]|\$\(hostname|\$\{?(?:HOSTNAME|POD_IP|HOST_IP)|kubernetes\.docker\.internal/i;

export default rule({
  id: "skipped-tls-verification",
  severity: "warning",
  summary: "A program must check whose certificate it is shown.",
  presets: ["recommended"],
  fixable: "review",
  why: `Without that check TLS keeps no secret: whoever gets between the two (a pod that answers ARP or DNS, a compromised node, a proxy) shows a certificate of their own, reads the token that is sent, and answers with what they like.
One variable switches it off for every connection of the process, also for those that its author never thought of.`,
  mend: `Give the program the authority that signed the certificate: \`curl --cacert\`, \`NODE_EXTRA_CA_CERTS\`, \`SSL_CERT_FILE\`, \`GIT_SSL_CAINFO\`; the API server's lies in every pod at \`/var/run/secrets/kubernetes.io/serviceaccount/ca.crt\`.
Without that, the connection fails with \`certificate signed by unknown authority\`, or names the host for which the certificate was not made.`,
  leave:
    "Leave it for clusters on your own machine. Calls of the pod itself (`curl -k https://localhost`) are not reported.",

  on: containers,
  *check(container) {
    yield* ofVariables(container);
    for (const { words } of commandsOf(container)) {
      const isCurl = words.some(({ text }) => /^(?:\/usr\/bin\/)?curl$/.test(text));
      if (isCurl && !words.some(({ text }) => OWN.test(text))) {
        const flag = words.find(({ text }) => /^(?:-[a-zA-Z]*k[a-zA-Z]*|--insecure)$/.test(text));
        if (flag !== undefined) yield finding(container, flag, flag.text);
      }
      for (const word of words) {
        const part = skipped(word.text);
        if (part !== undefined) yield finding(container, word, part);
      }
    }
  },

  examples: [
    {
      title: "Every connection of a process, and one",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
      env:
        - name: NODE_TLS_REJECT_UNAUTHORIZED
          value: "0"
                 ^^^ Variable "NODE_TLS_REJECT_UNAUTHORIZED" has container "web" trust any certificate.
        - name: VAULT_SKIP_VERIFY
          value: "true"
                 ^^^^^^ Variable "VAULT_SKIP_VERIFY" has container "web" trust any certificate.
    - name: sync
      image: registry.example.com/shop/sync:3.1
      args: [--interval=60s, --insecure-skip-tls-verify]
                             ^^^^^^^^^^^^^^^^^^^^^^^^^^ Container "sync" trusts any certificate.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
    - name: sync
      image: registry.example.com/shop/sync:3.1
      args: [--interval=60s]
`,
    },
    {
      title: "A script sends its token to whoever answers",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
      command: [sh, -c]
      args:
        - |
          curl -sk -H "Authorization: Bearer $TOKEN" https://kubernetes.default/api
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Container "web" trusts any certificate.
          exec web
`,
    },
    {
      title: "The pod itself, and what is checked",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:3.1
      env:
        - name: NODE_TLS_REJECT_UNAUTHORIZED
          value: "1"
        - name: TLS_VERIFY
          value: "true"
      command: [sh, -c]
      args:
        - |
          curl --cacert /tls/ca.crt https://kubernetes.default/api
          tar -xzk -f pages.tgz
      livenessProbe:
        exec:
          command: [curl, -sk, "https://localhost:8443/health"]
`,
    },
  ],
});

function* ofVariables(container: Container): Generator<Finding> {
  for (const variable of container.at("env").children) {
    const value = variable.at("value");
    const [name, text] = ifKnown(() => [variable.at("name").string ?? "", value.string ?? ""], ["", ""]);
    const isOff =
      (OFF_IF_FALSE.test(name ?? "") && /^(?:0|false|no|off|none)$/i.test(text ?? "")) ||
      (OFF_IF_TRUE.test(name ?? "") && /^(?:1|true|yes|on)$/i.test(text ?? ""));
    if (!isOff) continue;
    yield {
      at: value,
      message: `Variable "${name}" has ${mentionOf(container)} trust any certificate.`,
      fixes: [{ title: `Remove ${name}`, safety: "review", changes: () => [{ at: variable, remove: true }] }],
    };
  }
}

/** The part of a word that switches verification off. */
function skipped(text: string): string | undefined {
  const script = withoutComments(text);
  const option = OPTION.exec(script)?.[1] ?? SETTING.exec(script)?.[0];
  if (option !== undefined) return option;
  const curl = CURL.exec(script)?.[0];
  return curl === undefined || OWN.test(curl) ? undefined : curl.trim();
}

const finding = (container: Container, { place, text }: Word, part: string): Finding => ({
  at: passage(place, part),
  message: `${titleOf(container)} trusts any certificate.`,
  fixes:
    part === text ? [{ title: `Remove ${part}`, safety: "review", changes: () => [{ at: place, remove: true }] }] : [],
});
