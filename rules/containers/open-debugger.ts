import { optionTexts } from "../model/commands.ts";
import { passage } from "../model/passage.ts";
import { containers } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

/** How debuggers are told to listen to everyone: those of Java, Node.js, Go and Python. */
const LISTENERS: readonly RegExp[] = [
  /-(?:agentlib:jdwp=|Xrunjdwp:)\S*\baddress=(?:\*|0\.0\.0\.0|\[::\]):\d+\S*/,
  /--inspect(?:-brk|-wait)?=(?:0\.0\.0\.0|\*|\[?::\]?)(?::\d+)?/,
  /\bdlv\b[^;&|]*(?:--listen|-l)[= ](?:0\.0\.0\.0)?:\d+/,
  /\bdebugpy\b[^;&|]*--listen[= ]0\.0\.0\.0:\d+/,
];

export default rule({
  id: "open-debugger",
  severity: "warning",
  summary: "A program must not let everyone debug it.",
  presets: ["recommended"],
  why: `The debuggers of Java, Node.js, Go and Python ask for no password: whoever reaches the port stops the program, reads its memory and has it run any code.
Every pod of a cluster without network policies reaches it, and whoever finds a way to send one request from within.`,
  mend: `Remove the option from what runs in the cluster.
To debug a pod all the same, let the debugger listen on \`127.0.0.1\` and reach it by \`kubectl port-forward\`, which asks who you are.`,
  leave: "Leave it in manifests for a cluster on your own machine.",

  on: containers,
  *check(container) {
    for (const texts of optionTexts(container)) {
      for (const { place, text } of texts) {
        const found = LISTENERS.map((it) => it.exec(text)?.[0]).find((it) => it !== undefined);
        if (found === undefined) continue;
        yield { at: passage(place, found), message: `${titleOf(container)} lets everyone who reaches it debug it.` };
        break;
      }
    }
  },

  examples: [
    {
      title: "Java and Node.js wait for whoever comes",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: orders
      image: registry.example.com/shop/orders:3.1
      env:
        - name: JAVA_TOOL_OPTIONS
          value: -Xmx256m -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:5005
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Container "orders" lets everyone who reaches it debug it.
    - name: web
      image: registry.example.com/shop/web:3.1
      command: [node, --inspect=0.0.0.0:9229, server.js]
                      ^^^^^^^^^^^^^^^^^^^^^^ Container "web" lets everyone who reaches it debug it.
    - name: cart
      image: registry.example.com/shop/cart:3.1
      command: [dlv, exec, /cart, --headless, --listen=:2345]
                ^^^ Container "cart" lets everyone who reaches it debug it.
`,
    },
    {
      title: "On localhost only who may forward a port gets to it",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: orders
      image: registry.example.com/shop/orders:3.1
      env:
        - name: JAVA_TOOL_OPTIONS
          value: -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:5005
    - name: web
      image: registry.example.com/shop/web:3.1
      command: [node, --inspect, server.js]
`,
    },
  ],
});
