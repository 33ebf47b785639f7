import { optionTexts } from "../model/commands.ts";
import { passage } from "../model/passage.ts";
import { containers } from "../model/pods.ts";
import { titleOf } from "../model/security-context.ts";
import { rule } from "../rule.ts";

const PORT = /-Dcom\.sun\.management\.jmxremote\.port=\d+/;
const OPEN = /-Dcom\.sun\.management\.jmxremote\.authenticate=false/;
const LOCAL = /-Dcom\.sun\.management\.jmxremote\.host=(?:127\.0\.0\.1|localhost)/;

export default rule({
  id: "open-jmx",
  severity: "warning",
  summary: "A Java program must not let everyone manage it.",
  presets: ["recommended"],
  why: `JMX loads the classes that its caller names, so a port without a password runs any code: tools that do so in one command are at hand.
Every pod of a cluster without network policies reaches it, and whoever finds a way to send one request from within.`,
  mend: `Let it listen on the pod's own \`localhost\` (\`-Dcom.sun.management.jmxremote.host=127.0.0.1\`) and reach it by \`kubectl port-forward\`, or by an exporter that runs as its Java agent and hands out nothing but numbers.
Where others must reach it, give it a password file and TLS; a monitor that logged in without a password no longer gets in.`,
  leave: "Leave it in manifests for a cluster on your own machine.",

  on: containers,
  *check(container) {
    for (const texts of optionTexts(container)) {
      const open = texts.find(({ text }) => OPEN.test(text));
      if (open === undefined || !texts.some(({ text }) => PORT.test(text))) continue;
      if (texts.some(({ text }) => LOCAL.test(text))) continue;
      yield {
        at: passage(open.place, OPEN.exec(open.text)?.[0] ?? ""),
        message: `${titleOf(container)} lets everyone who reaches it manage its Java program.`,
      };
    }
  },

  examples: [
    {
      title: "A port without a password",
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
          value: -Dcom.sun.management.jmxremote.port=9010 -Dcom.sun.management.jmxremote.authenticate=false
                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Container "orders" lets everyone who reaches it manage its Java program.
    - name: cart
      image: registry.example.com/shop/cart:3.1
      command:
        - java
        - -Dcom.sun.management.jmxremote.port=9010
        - -Dcom.sun.management.jmxremote.authenticate=false
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Container "cart" lets everyone who reaches it manage its Java program.
        - -jar
        - /cart.jar
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
          value: >-
            -Dcom.sun.management.jmxremote.port=9010 -Dcom.sun.management.jmxremote.authenticate=false
            -Dcom.sun.management.jmxremote.host=127.0.0.1
    - name: cart
      image: registry.example.com/shop/cart:3.1
      command: [java, -Dcom.sun.management.jmxremote.authenticate=false, -jar, /cart.jar]
`,
    },
  ],
});
