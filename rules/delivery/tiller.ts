import { imageOf, imageUses } from "../model/image-uses.ts";
import { fullName } from "../model/images.ts";
import type { Place } from "../model/place.ts";
import { inKinds, type Resource } from "../model/resource.ts";
import { ifKnown } from "../model/unknowable.ts";
import { rule } from "../rule.ts";

/** A sign that Tiller runs: its container's image, or a Service that leads to it. */
interface Sign {
  readonly at: Place;
  readonly isOnlyLocal: boolean;
}

const LOCAL = /^--?listen=(?:localhost|127\.0\.0\.1|\[::1\]):/;

const tillers = inKinds(new Set([...(imageUses.kinds ?? []), "Service"]), (resource: Resource): readonly Sign[] => {
  if (resource.groupKind === "Service") {
    const selector = resource.at("spec", "selector");
    const isTiller = ifKnown(
      () => selector.at("name").value === "tiller" && selector.at("app").value === "helm",
      false,
    );
    return isTiller ? [{ at: selector, isOnlyLocal: false }] : [];
  }
  return imageUses(resource).flatMap((use) => {
    const image = ifKnown(() => imageOf(use), undefined);
    if (image === undefined || !/(?:^|\/)tiller$/.test(fullName(image))) return [];
    const words = (["command", "args"] as const).flatMap((it) => use.container?.at(it).children ?? []);
    return [{ at: use.at, isOnlyLocal: words.some((it) => ifKnown(() => LOCAL.test(it.string ?? ""), true)) }];
  });
});

export default rule({
  id: "tiller",
  severity: "error",
  summary: "A cluster must not run Tiller, the server of Helm 2.",
  presets: ["recommended"],
  why: `Tiller does whatever it is asked to with its own rights, which are nearly always those of cluster-admin, and asks nobody who he is.
Any pod of the cluster that reaches port 44134 of \`tiller-deploy\` can install a chart that makes it master of the cluster.
Helm 2 has had no fixes since November 2020.`,
  mend: `Move the releases to Helm 3 with the plugin \`helm-2to3\`, then remove Tiller, its Service and its ServiceAccount.
Until then, let it listen to its own pod only: \`--listen=localhost:44134\`; the client still finds it through \`kubectl port-forward\`.`,
  leave: "Leave it nowhere: there is no version of Tiller that still gets fixes.",

  on: tillers,
  *check({ at, isOnlyLocal }) {
    yield {
      at,
      tag: "deprecated",
      ...(isOnlyLocal && { severity: "warning" as const }),
      message: isOnlyLocal
        ? "Tiller, which has had no fixes since 2020, does what it is told with its own rights."
        : "Tiller does what anyone in the cluster tells it, with its own rights.",
    };
  },

  examples: [
    {
      title: "Tiller obeys whoever reaches it",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: tiller-deploy
  namespace: kube-system
spec:
  selector:
    matchLabels: { app: helm, name: tiller }
  template:
    metadata:
      labels: { app: helm, name: tiller }
    spec:
      serviceAccountName: tiller
      containers:
        - name: tiller
          image: ghcr.io/helm/tiller:v2.17.0
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^ Tiller does what anyone in the cluster tells it, with its own rights.
---
apiVersion: v1
kind: Service
metadata:
  name: tiller-deploy
  namespace: kube-system
spec:
  selector:
  ^^^^^^^^ Tiller does what anyone in the cluster tells it, with its own rights.
    app: helm
    name: tiller
  ports:
    - port: 44134
`,
    },
    {
      title: "What listens to its own pod only can still be reached by those who may forward a port",
      bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: tiller-deploy
spec:
  selector:
    matchLabels: { app: helm, name: tiller }
  template:
    metadata:
      labels: { app: helm, name: tiller }
    spec:
      containers:
        - name: tiller
          image: gcr.io/kubernetes-helm/tiller:v2.16.1
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Tiller, which has had no fixes since 2020, does what it is told with its own rights.
          command: [/tiller]
          args: [--listen=localhost:44134]
`,
    },
    {
      title: "Another image may have the word in its name",
      good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: monitor
spec:
  selector:
    matchLabels: { app: monitor }
  template:
    metadata:
      labels: { app: monitor }
    spec:
      containers:
        - name: monitor
          image: registry.example.com/shop/tiller-exporter:1.0
`,
    },
  ],
});
