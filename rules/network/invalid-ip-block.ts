import { address, base, block, holds, show } from "../model/addresses.ts";
import { ipBlocks } from "../model/network-policies.ts";
import type { Place } from "../model/place.ts";
import { type Finding, rule } from "../rule.ts";

/** Since this version the API server takes blocks in one spelling only (`StrictIPCIDRValidation`). */
const STRICT = 36;

export default rule({
  id: "invalid-ip-block",
  severity: "error",
  summary: "A block of addresses in a NetworkPolicy should be one, and its exceptions should lie within it.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server refuses a policy with such a block, so the policy is not there: if it is part of a larger change, the workload comes up without it and is open to everyone.
\`10.1.2.3/8\` is all of 10.0.0.0/8, sixteen million addresses, and probably one was meant; releases before 1.36 took it without a word.`,
  mend: `Write an address as \`203.0.113.7/32\`, and a block without bits beyond its prefix: \`10.0.0.0/8\`.
The fix writes the block that older releases understood; if one address was meant, write \`/32\` behind it.
An exception makes its own block smaller and denies nothing else, so it must be a part of it.`,
  leave: "There is no reason to leave it: the API server does not take it.",

  on: ipBlocks,
  *check(ipBlock, { cluster }) {
    const cidr = ipBlock.at("cidr");
    const exceptions = ipBlock.at("except").children;
    const isStrict = cluster.kubernetes >= STRICT;
    for (const it of [cidr, ...exceptions]) yield* misspelt(it, isStrict);

    const whole = block(cidr.string ?? "");
    if (whole === undefined) return;
    for (const it of exceptions) {
      const part = block(it.string ?? "");
      if (part === undefined || (holds(whole, part) && part.length > whole.length)) continue;
      yield {
        at: it,
        message: `The exception ${it.shown} is no part of ${cidr.shown}.`,
        see: [{ at: cidr, message: "This is the block that it should be a part of." }],
        fixes: [{ title: "Remove the exception", safety: "review", changes: () => [{ at: it, remove: true }] }],
      };
    }
  },

  examples: [
    {
      title: "An address is no block, and bits beyond the prefix say nothing",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
spec:
  podSelector: {}
  ingress:
    - from:
        - ipBlock:
            cidr: 203.0.113.7
                  ^^^^^^^^^^^ "203.0.113.7" does not say how long its prefix is.
        - ipBlock:
            cidr: 10.1.2.3/8
                  ^^^^^^^^^^ "10.1.2.3/8" has bits beyond its prefix.
        - ipBlock:
            cidr: 10.20.0.0/16
            except: [010.20.7.0/24]
                     ^^^^^^^^^^^^^ "010.20.7.0/24" has leading zeros.
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
spec:
  podSelector: {}
  ingress:
    - from:
        - ipBlock:
            cidr: 203.0.113.7/32
        - ipBlock:
            cidr: 10.0.0.0/8
        - ipBlock:
            cidr: 10.20.0.0/16
            except: [10.20.7.0/24]
`,
    },
    {
      title: "An exception lies within its block",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
spec:
  podSelector: {}
  ingress:
    - from:
        - ipBlock:
            cidr: 10.0.0.0/8
                  ~~~~~~~~~~ This is the block that it should be a part of.
            except:
              - 10.20.0.0/16
              - 192.168.0.0/16
                ^^^^^^^^^^^^^^ The exception 192.168.0.0/16 is no part of 10.0.0.0/8.
`,
      fixed: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
spec:
  podSelector: {}
  ingress:
    - from:
        - ipBlock:
            cidr: 10.0.0.0/8
            except:
              - 10.20.0.0/16
`,
    },
    {
      title: "What is no block at all is not mended",
      bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
spec:
  podSelector: {}
  ingress:
    - from:
        - ipBlock:
            cidr: 10.0.0.0/33
                  ^^^^^^^^^^^ "10.0.0.0/33" is no block of addresses.
`,
    },
    {
      title: "Before 1.36 bits beyond the prefix were taken",
      kubernetes: 35,
      good: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
spec:
  podSelector: {}
  ingress:
    - from:
        - ipBlock:
            cidr: 10.1.2.3/8
        - ipBlock:
            cidr: 2001:db8::/32
            except: [2001:db8:1::/48]
`,
    },
    {
      title: "A placeholder is nobody's mistake",
      good: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
spec:
  podSelector: {}
  ingress:
    - from:
        - ipBlock:
            cidr: POD_CIDR
`,
    },
  ],
});

/** What the API server has against one block by itself. */
function* misspelt(at: Place, isStrict: boolean): Generator<Finding> {
  const text = at.string;
  if (text === undefined) return;
  const read = block(text);
  const single = address(text);
  if (read === undefined && !/^[\da-f:./]+$/i.test(text)) return;
  if (read === undefined) {
    yield {
      at,
      message:
        single === undefined ? `"${text}" is no block of addresses.` : `"${text}" does not say how long its prefix is.`,
      ...(single !== undefined && { fixes: [rewrite(at, `${text}/${single.bits}`)] }),
    };
  } else if (isStrict && base(read).number !== read.number) {
    yield {
      at,
      message: `"${text}" has bits beyond its prefix.`,
      fixes: [rewrite(at, show(base(read)))],
    };
  } else if (isStrict && !text.includes(":") && /(?:^|[./])0\d/.test(text)) {
    yield { at, message: `"${text}" has leading zeros.`, fixes: [rewrite(at, show(read))] };
  }
}

const rewrite = (at: Place, value: string) => ({
  title: `Write ${value}`,
  safety: "review" as const,
  changes: () => [{ at, value }],
});
