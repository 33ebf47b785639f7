import { groupsWith, hasSubresource, isBuiltIn, rightName, scopeOf } from "../model/api-resources.ts";
import { holdsIn, type PolicyRule, policyRules, quoted, texts, titleOf } from "../model/rbac.ts";
import { type Finding, rule } from "../rule.ts";

export default rule({
  id: "misnamed-resource",
  severity: "error",
  summary: "A role should name resources that its API groups have.",
  presets: ["recommended"],
  fixable: "review",
  why: `The API server takes any word for a resource, and grants nothing by one that is never asked for.
\`deployments\` in the core group is none, nor is \`pod\`, \`Pods\`, \`deployments.apps\` or \`pods/logs\`.
Whoever tries it is \`forbidden\`, and what looks like a careful role is then replaced by one with a \`*\`.`,
  mend: `\`kubectl api-resources\` tells each resource's name, its plural in lower case, and its group; the core group is \`""\`, and subresources are \`pods/log\`, \`pods/exec\`, \`deployments/scale\`.
The role allows more afterwards than it did: what it says.`,
  leave: `Nothing is said of groups that are not Kubernetes' own, as nobody here knows their resources, nor of what Kubernetes served once, in a role that is meant for old clusters, too.
Leave it for a resource that comes with a newer Kubernetes.`,

  on: policyRules,
  *check(rule) {
    const groups = texts(rule, "apiGroups");
    const written = texts(rule, "resources").map((name, index) => ({ name, index }));
    const named = written.filter(({ name }) => name !== "" && !name.includes("*"));
    yield* misspelt(rule, groups, named);
    yield* bareUrls(rule);
    if (groups.length > 0 && groups.every(isBuiltIn)) yield* ofOtherGroups(rule, groups, named);
  },

  examples: [
    {
      title: "Deployments are not in the core group",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: deployer
  namespace: shop
rules:
  - apiGroups: [""]
    resources: [pods, deployments, statefulsets]
                      ^^^^^^^^^^^ Role "deployer" grants nothing on "deployments" and "statefulsets" in API group "".
    verbs: [get, list, patch]
`,
      fixed: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: deployer
  namespace: shop
rules:
  - apiGroups: ["", "apps"]
    resources: [pods, deployments, statefulsets]
    verbs: [get, list, patch]
`,
    },
    {
      title: "If all are of another group, that one is meant",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: backup
  namespace: shop
rules:
  - apiGroups: [batch]
    resources: [pods]
                ^^^^ Role "backup" grants nothing on "pods" in API group "batch".
    verbs: [get, list]
`,
      fixed: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: backup
  namespace: shop
rules:
  - apiGroups: [""]
    resources: [pods]
    verbs: [get, list]
`,
    },
    {
      title: "A resource is a plural in lower case, and has some subresources only",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: reader
rules:
  - apiGroups: [""]
    resources: [Pods, endpoint, pods/logs]
                ^^^^ ClusterRole "reader" grants nothing on "Pods", which is no resource: it is called "pods".
                      ^^^^^^^^ ClusterRole "reader" grants nothing on "endpoint", which is no resource: it is called "endpoints".
                                ^^^^^^^^^ ClusterRole "reader" grants nothing on "pods/logs", which is no resource.
    verbs: [get]
  - apiGroups: [apps]
    resources: [deployments.apps, deployments/exec, pods/log, shops]
                ^^^^^^^^^^^^^^^^ ClusterRole "reader" grants nothing on "deployments.apps", which is no resource: it is called "deployments".
                                  ^^^^^^^^^^^^^^^^ ClusterRole "reader" grants nothing on "deployments/exec", which is no resource.
                                                    ^^^^^^^^ ClusterRole "reader" grants nothing on "pods/log" in API group "apps".
                                                              ^^^^^ ClusterRole "reader" grants nothing on "shops", which is no resource.
    verbs: [get]
`,
      fixed: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: reader
rules:
  - apiGroups: [""]
    resources: [pods, endpoints, pods/logs]
    verbs: [get]
  - apiGroups: [apps, ""]
    resources: [deployments, deployments/exec, pods/log, shops]
    verbs: [get]
`,
    },
    {
      title: "A URL begins with a slash",
      bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: prometheus
rules:
  - nonResourceURLs: [metrics, /healthz, "*"]
                      ^^^^^^^ ClusterRole "prometheus" grants nothing on URL "metrics", which has no slash at its front.
    verbs: [get]
`,
      fixed: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: prometheus
rules:
  - nonResourceURLs: [/metrics, /healthz, "*"]
    verbs: [get]
`,
    },
    {
      title: "What another rule names in its own group is granted",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: reader
rules:
  - apiGroups: [""]
    resources: [pods, deployments]
    verbs: [get, list]
  - apiGroups: [apps]
    resources: [deployments]
    verbs: [get, list]
`,
    },
    {
      title: "One of the groups is enough, and other groups have other resources",
      good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: reader
rules:
  - apiGroups: ["", apps, extensions]
    resources: [pods, pods/log, deployments, ingresses]
    verbs: [get, list]
  - apiGroups: [metrics.k8s.io]
    resources: [pods, nodes]
    verbs: [get, list]
  - apiGroups: ["*"]
    resources: ["*/scale", carts]
    verbs: [get]
  - apiGroups: [apps]
    resources: [deployments/finalizers, daemonsets/status]
    verbs: [update]
`,
    },
  ],
});

interface Named {
  readonly name: string;
  readonly index: number;
}

function* misspelt(rule: PolicyRule, groups: readonly string[], named: readonly Named[]): Iterable<Finding> {
  const isKnown = groups.length > 0 && groups.every(isBuiltIn);
  for (const { name, index } of named) {
    const isCapital = name !== name.toLowerCase();
    const isThere = groupsWith(name).length > 0 || groups.some((it) => scopeOf(it, name) !== undefined);
    if (!isCapital && (!isKnown || (isThere && hasSubresource(name)))) continue;

    const right = isThere ? undefined : rightName(name);
    const at = rule.at("resources", index);
    const hint = right === undefined ? "" : `: it is called "${right}"`;
    yield {
      at,
      message: `${titleOf(rule.role)} grants nothing on "${name}", which is no resource${hint}.`,
      fixes:
        right === undefined
          ? []
          : [{ title: `Write "${right}"`, safety: "review", changes: () => [{ at, value: right }] }],
    };
  }
}

function* ofOtherGroups(rule: PolicyRule, groups: readonly string[], named: readonly Named[]): Iterable<Finding> {
  const strangers = named.filter(
    ({ name }) =>
      hasSubresource(name) &&
      groupsWith(name).length > 0 &&
      groups.every((it) => scopeOf(it, name) === undefined) &&
      !isNamedElsewhere(rule, name),
  );
  const homeOf = ({ name }: Named) => groupsWith(name)[0] ?? "";
  for (const home of new Set(strangers.map(homeOf))) {
    const here = strangers.filter((it) => homeOf(it) === home);
    const [first] = here;
    if (first === undefined) return;
    const isWhole = here.length === texts(rule, "resources").length && groups.length === 1;
    yield {
      at: rule.at("resources", first.index),
      message: `${titleOf(rule.role)} grants nothing on ${quoted(here.map((it) => it.name))} in ${ofGroups(groups)}.`,
      fixes: [
        {
          title: isWhole ? `Name the group "${home}"` : `Add the group "${home}"`,
          safety: "review",
          changes: () => [{ at: rule.at("apiGroups", isWhole ? 0 : groups.length), value: home }],
        },
      ],
    };
  }
}

function* bareUrls(rule: PolicyRule): Iterable<Finding> {
  for (const [index, url] of texts(rule, "nonResourceURLs").entries()) {
    if (url === "" || url.startsWith("/") || url === "*") continue;
    const at = rule.at("nonResourceURLs", index);
    yield {
      at,
      message: `${titleOf(rule.role)} grants nothing on URL "${url}", which has no slash at its front.`,
      fixes: [{ title: `Write "/${url}"`, safety: "review", changes: () => [{ at, value: `/${url}` }] }],
    };
  }
}

/** Whether another rule of the role names a resource in its own group, so that this one is only in vain. */
const isNamedElsewhere = (rule: PolicyRule, resource: string): boolean =>
  policyRules(rule.role).some(
    (it) =>
      groupsWith(resource).some((group) => holdsIn(it, group)) &&
      texts(it, "resources").some((other) => other === resource || other === "*"),
  );

const ofGroups = (groups: readonly string[]): string =>
  `API ${groups.length === 1 ? "group" : "groups"} ${quoted(groups)}`;
