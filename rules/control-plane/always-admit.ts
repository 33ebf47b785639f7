import { admissionOf, component } from "../model/control-plane.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "always-admit",
  severity: "info",
  summary: "The admission plugin AlwaysAdmit should not be asked for.",
  presets: ["strict"],
  fixable: "review",
  why: `The plugin says yes to everything, and is deprecated since Kubernetes 1.13.
The others are asked all the same, so it opens no door; but its reader thinks that admission is switched off, and with the old flag \`--admission-control\`, which names all plugins that run, it may well be.`,
  mend: `Take it out of the list.
Nothing else changes: the plugins that are on by default stay on.`,
  leave: `Leave it nowhere.
Other tools call it a grave danger, which it was while it stood for the whole list.`,

  on: component("kube-apiserver"),
  *check(server) {
    const plugins = admissionOf(server);
    const pointless = plugins.items.find(({ text }) => text === "AlwaysAdmit");
    if (pointless === undefined) return;

    yield {
      at: pointless.at,
      tag: "deprecated",
      message: `Admission plugin "AlwaysAdmit" checks nothing.`,
      fixes: [{ title: "Remove AlwaysAdmit", safety: "review", changes: () => plugins.without("AlwaysAdmit") }],
    };
  },

  examples: [
    {
      title: "A plugin that says yes to everything is of no use",
      bad: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --enable-admission-plugins=AlwaysAdmit,NodeRestriction
                                     ^^^^^^^^^^^ Admission plugin "AlwaysAdmit" checks nothing.
`,
      fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --enable-admission-plugins=NodeRestriction
`,
    },
    {
      title: "Its opposite is no business of this rule",
      good: `
apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.36.0
      command:
        - kube-apiserver
        - --enable-admission-plugins=AlwaysPullImages,NodeRestriction
`,
    },
  ],
});
