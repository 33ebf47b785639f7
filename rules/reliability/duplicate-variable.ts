import { standTogether } from "../model/branches.ts";
import type { Place } from "../model/place.ts";
import { type Container, containers } from "../model/pods.ts";
import { mentionOf } from "../model/security-context.ts";
import { ifKnown } from "../model/unknowable.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "duplicate-variable",
  severity: "warning",
  summary: "A variable should be set once in a container.",
  presets: ["recommended"],
  fixable: "review",
  why: `Of two variables of one name the later counts, whatever a reviewer has read in the earlier.
\`kubectl apply\` goes by the names: at the next change it may keep the one and drop the other, and server-side apply refuses the list.`,
  mend: `Keep one of the two.
The fix removes the earlier, whose value the program never sees; its pods are rolled out anew.`,
  leave:
    "There is no reason to leave it. A variable that adds to an earlier one of its name by `$(NAME)` is not accused.",

  on: containers,
  *check(container) {
    for (const { name, earlier, later } of duplicates(container)) {
      yield {
        at: later.at("name"),
        message: `Variable "${name}" of ${mentionOf(container)} is set twice, and only this one counts.`,
        see: [{ at: earlier.at("name"), message: "This one has no effect." }],
        fixes: [{ title: "Remove the earlier one", safety: "review", changes: () => [{ at: earlier, remove: true }] }],
      };
    }
  },

  examples: [
    {
      title: "The later one counts",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example.com/shop/shop:3.1
      env:
        - name: LOG_LEVEL
                ~~~~~~~~~ This one has no effect.
          value: info
        - name: REGION
          value: eu
        - name: LOG_LEVEL
                ^^^^^^^^^ Variable "LOG_LEVEL" of container "shop" is set twice, and only this one counts.
          value: debug
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example.com/shop/shop:3.1
      env:
        - name: REGION
          value: eu
        - name: LOG_LEVEL
          value: debug
`,
    },
    {
      title: "A later one may add to an earlier one",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example.com/shop/shop:3.1
      env:
        - name: OPTIONS
          value: --verbose
        - name: OPTIONS
          value: $(OPTIONS) --fast
    - name: other
      image: registry.example.com/shop/other:3.1
      env:
        - name: OPTIONS
          value: --quiet
`,
    },
  ],
});

function* duplicates(container: Container): Iterable<{ name: string; earlier: Place; later: Place }> {
  const list = container.at("env").children;
  const before = new Map<string, Place>();
  for (const later of list) {
    const name = ifKnown(() => later.at("name").string, undefined);
    if (name === undefined) continue;
    const earlier = before.get(name);
    before.set(name, later);
    if (earlier === undefined || !standTogether(earlier, later)) continue;
    if (!isReferred(name, list, earlier, later)) yield { name, earlier, later };
  }
}

/** Whether a variable between the two, or the later one, may be made of the earlier. */
const isReferred = (name: string, list: readonly Place[], earlier: Place, later: Place): boolean =>
  list
    .slice(Number(earlier.step) + 1, Number(later.step) + 1)
    .some((it) => ifKnown(() => it.at("value").string?.includes(`$(${name})`) ?? false, true));
