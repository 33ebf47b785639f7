import { type Memory, once } from "./memory.ts";
import type { Place, Step } from "./place.ts";
import { type GroupKind, inKinds, type On, type Resource } from "./resource.ts";

/** What a workload will run: the pod itself, or the template from which a controller makes it. */
export interface Pod {
  readonly owner: Resource;
  /** The pod or its template: what holds `metadata` and `spec`. */
  readonly place: Place;
  readonly spec: Place;
  /** Whether it is a Pod as the API server stores it, and not a template for some. */
  readonly isBare: boolean;
  /** Whether an operator adds to it what the text does not say. */
  readonly isPart: boolean;
  readonly memory: Memory;
}

/** The list of a pod's spec that a container stands in. */
export type ContainerList = "initContainers" | "containers" | "ephemeralContainers";

export interface Container {
  readonly pod: Pod;
  readonly place: Place;
  readonly at: Place["at"];
  readonly list: ContainerList;
  /** What the author calls it: for messages. */
  readonly name: string;
}

export interface Volume {
  readonly pod: Pod;
  readonly place: Place;
  readonly at: Place["at"];
  readonly name: string;
}

/** A path to pod templates; `*` stands for every item of a list or value of a mapping. */
type TemplatePath = readonly Step[];

const TEMPLATE: readonly TemplatePath[] = [["spec", "template"]];
const CRON_TEMPLATE: readonly TemplatePath[] = [["spec", "jobTemplate", "spec", "template"]];
const rayCluster = (...path: TemplatePath): readonly TemplatePath[] => [
  [...path, "headGroupSpec", "template"],
  [...path, "workerGroupSpecs", "*", "template"],
];
const metricJobs = (...path: TemplatePath): TemplatePath => [
  ...path,
  "metrics",
  "*",
  "provider",
  "job",
  "spec",
  "template",
];
/**
 * Where the pod templates of each kind stand, versions apart. To teach Plimsoll another kind, add a line:
 * the path leads to what holds the pod's `metadata` and `spec`.
 */
const POD_TEMPLATES: Readonly<Record<GroupKind, readonly TemplatePath[]>> = {
  Pod: [[]],
  PodTemplate: [["template"]],
  ReplicationController: TEMPLATE,
  "apps/Deployment": TEMPLATE,
  "apps/ReplicaSet": TEMPLATE,
  "apps/StatefulSet": TEMPLATE,
  "apps/DaemonSet": TEMPLATE,
  "extensions/Deployment": TEMPLATE,
  "extensions/ReplicaSet": TEMPLATE,
  "extensions/DaemonSet": TEMPLATE,
  "batch/Job": TEMPLATE,
  "extensions/Job": TEMPLATE,
  "batch/CronJob": CRON_TEMPLATE,
  "batch/ScheduledJob": CRON_TEMPLATE,

  "apps.openshift.io/DeploymentConfig": TEMPLATE,
  "argoproj.io/AnalysisRun": [metricJobs("spec")],
  "argoproj.io/AnalysisTemplate": [metricJobs("spec")],
  "argoproj.io/ClusterAnalysisTemplate": [metricJobs("spec")],
  "argoproj.io/Experiment": [["spec", "templates", "*", "template"]],
  "argoproj.io/Rollout": TEMPLATE,
  "serving.knative.dev/Service": TEMPLATE,
  "serving.knative.dev/Configuration": TEMPLATE,
  "serving.knative.dev/Revision": [[]],
  "sources.knative.dev/ContainerSource": TEMPLATE,
  "apps.kruise.io/CloneSet": TEMPLATE,
  "apps.kruise.io/StatefulSet": TEMPLATE,
  "apps.kruise.io/DaemonSet": TEMPLATE,
  "apps.kruise.io/BroadcastJob": TEMPLATE,
  "apps.kruise.io/AdvancedCronJob": [
    ["spec", "template", "jobTemplate", "spec", "template"],
    ["spec", "template", "broadcastJobTemplate", "spec", "template"],
  ],
  "apps.kruise.io/UnitedDeployment": [
    ["spec", "template", "statefulSetTemplate", "spec", "template"],
    ["spec", "template", "advancedStatefulSetTemplate", "spec", "template"],
    ["spec", "template", "cloneSetTemplate", "spec", "template"],
    ["spec", "template", "deploymentTemplate", "spec", "template"],
  ],
  "batch.volcano.sh/Job": [["spec", "tasks", "*", "template"]],
  "batch.volcano.sh/CronJob": [["spec", "jobTemplate", "spec", "tasks", "*", "template"]],
  "kubeflow.org/TFJob": [["spec", "tfReplicaSpecs", "*", "template"]],
  "kubeflow.org/PyTorchJob": [["spec", "pytorchReplicaSpecs", "*", "template"]],
  "kubeflow.org/MPIJob": [["spec", "mpiReplicaSpecs", "*", "template"]],
  "kubeflow.org/XGBoostJob": [["spec", "xgbReplicaSpecs", "*", "template"]],
  "kubeflow.org/PaddleJob": [["spec", "paddleReplicaSpecs", "*", "template"]],
  "kubeflow.org/JAXJob": [["spec", "jaxReplicaSpecs", "*", "template"]],
  "kubeflow.org/Notebook": TEMPLATE,
  "ray.io/RayCluster": rayCluster("spec"),
  "ray.io/RayJob": rayCluster("spec", "rayClusterSpec"),
  "ray.io/RayService": rayCluster("spec", "rayClusterConfig"),
  "jobset.x-k8s.io/JobSet": [["spec", "replicatedJobs", "*", "template", "spec", "template"]],
  "leaderworkerset.x-k8s.io/LeaderWorkerSet": [
    ["spec", "leaderWorkerTemplate", "leaderTemplate"],
    ["spec", "leaderWorkerTemplate", "workerTemplate"],
  ],
  "agents.x-k8s.io/Sandbox": [["spec", "podTemplate"]],
  "extensions.agents.x-k8s.io/SandboxTemplate": [["spec", "podTemplate"]],
  "operators.coreos.com/ClusterServiceVersion": [["spec", "install", "spec", "deployments", "*", "spec", "template"]],
  "keda.sh/ScaledJob": [["spec", "jobTargetRef", "template"]],
};

const eck = (...names: readonly string[]): readonly TemplatePath[] =>
  names.map((name) => ["spec", name, "podTemplate", "spec"]);
const strimzi = (...names: readonly string[]): readonly TemplatePath[] =>
  names.map((name) => ["spec", name, "template", "pod"]);
const kserve: readonly TemplatePath[] = [
  ["spec", "predictor"],
  ["spec", "transformer"],
  ["spec", "explainer"],
];

/**
 * Where other kinds hold part of a pod's spec, to which an operator adds the rest: what stands there is judged, and what
 * does not stand there is unknown. The path leads to the part itself.
 */
const POD_PARTS: Readonly<Record<GroupKind, readonly TemplatePath[]>> = {
  "tekton.dev/TaskRun": [["spec", "podTemplate"]],
  "tekton.dev/PipelineRun": [
    ["spec", "podTemplate"],
    ["spec", "taskRunTemplate", "podTemplate"],
    ["spec", "taskRunSpecs", "*", "podTemplate"],
  ],
  "argoproj.io/Workflow": [["spec"], ["spec", "templates", "*"]],
  "argoproj.io/WorkflowTemplate": [["spec"], ["spec", "templates", "*"]],
  "argoproj.io/ClusterWorkflowTemplate": [["spec"], ["spec", "templates", "*"]],
  "argoproj.io/CronWorkflow": [
    ["spec", "workflowSpec"],
    ["spec", "workflowSpec", "templates", "*"],
  ],
  "agent.k8s.elastic.co/Agent": eck("deployment", "daemonSet", "statefulSet"),
  "beat.k8s.elastic.co/Beat": eck("deployment", "daemonSet"),
  "elasticsearch.k8s.elastic.co/Elasticsearch": [["spec", "nodeSets", "*", "podTemplate", "spec"]],
  "kibana.k8s.elastic.co/Kibana": [["spec", "podTemplate", "spec"]],
  "apm.k8s.elastic.co/ApmServer": [["spec", "podTemplate", "spec"]],
  "logstash.k8s.elastic.co/Logstash": [["spec", "podTemplate", "spec"]],
  "kafka.strimzi.io/Kafka": strimzi("kafka", "zookeeper", "entityOperator", "cruiseControl", "kafkaExporter"),
  "kafka.strimzi.io/KafkaNodePool": [["spec", "template", "pod"]],
  "kafka.strimzi.io/KafkaConnect": [["spec", "template", "pod"]],
  "kafka.strimzi.io/KafkaBridge": [["spec", "template", "pod"]],
  "kafka.strimzi.io/KafkaMirrorMaker2": [["spec", "template", "pod"]],
  "monitoring.coreos.com/Alertmanager": [["spec"]],
  "monitoring.coreos.com/Prometheus": [["spec"]],
  "monitoring.coreos.com/PrometheusAgent": [["spec"]],
  "monitoring.coreos.com/ThanosRuler": [["spec"]],
  "serving.kserve.io/InferenceService": kserve,
  "apps.kruise.io/SidecarSet": [["spec"]],
};

/** The kinds whose pods the Pod Security admission controller judges. */
export const BUILT_IN_WORKLOADS: ReadonlySet<GroupKind> = new Set(
  Object.keys(POD_TEMPLATES).filter((it) => /^(?:\w+|apps\/\w+|extensions\/\w+|batch\/\w+)$/.test(it)),
);

/** Every kind that runs pods. */
export const WORKLOADS: ReadonlySet<GroupKind> = new Set([...Object.keys(POD_TEMPLATES), ...Object.keys(POD_PARTS)]);

/** `find`, asked once of each workload and of nothing else. */
export const inWorkloads = <Subject>(find: (resource: Resource) => readonly Subject[]): On<Subject> =>
  inKinds(WORKLOADS, once(find));

/** The pods that a resource runs. */
export const pods = inWorkloads((owner: Resource): readonly Pod[] => {
  const isBare = owner.groupKind === "Pod";
  const whole = pathsOf(POD_TEMPLATES, owner).map((place) => ({
    owner,
    place,
    spec: place.at("spec"),
    isBare,
    isPart: false,
    memory: new Map(),
  }));
  const parts = pathsOf(POD_PARTS, owner).map((place) => ({
    owner,
    place,
    spec: place.withMore(),
    isBare,
    isPart: true,
    memory: new Map(),
  }));
  return [...whole, ...parts];
});

/** Every container that a resource runs, init containers first, then ephemeral ones last: the order of the admission controller. */
export const containers = inWorkloads((resource: Resource): readonly Container[] =>
  pods(resource).flatMap(containersOf),
);

/** The containers of one pod, in the same order. */
export const containersOf = once((pod: Pod): readonly Container[] =>
  (["initContainers", "containers", "ephemeralContainers"] as const).flatMap((list) =>
    pod.spec.at(list).children.map((item) => container(pod, list, pod.isPart ? item.withMore() : item)),
  ),
);

const container = (pod: Pod, list: ContainerList, place: Place): Container => ({
  pod,
  place,
  at: (...steps) => place.at(...steps),
  list,
  name: place.at("name").shown,
});

/** Every volume that a resource's pods declare. */
export const volumes = inWorkloads((resource: Resource): readonly Volume[] =>
  pods(resource).flatMap((pod) =>
    pod.spec.at("volumes").children.map((place) => ({
      pod,
      place,
      at: (...steps: readonly Step[]) => place.at(...steps),
      name: place.at("name").shown,
    })),
  ),
);

/** Whether an init container keeps running beside the others. Throws `unknowable`. */
export const isSidecar = (container: Container): boolean =>
  container.list === "initContainers" && container.at("restartPolicy").value === "Always";

function pathsOf(table: Readonly<Record<GroupKind, readonly TemplatePath[]>>, { groupKind, place }: Resource) {
  const paths = Object.hasOwn(table, groupKind) ? table[groupKind] : undefined;
  return (paths ?? []).flatMap((path) => follow(place, path));
}

/** The places to which a path leads; `*` stands for every item of a list or value of a mapping. */
export function follow(place: Place, path: readonly Step[]): readonly Place[] {
  const [step, ...rest] = path;
  if (step === undefined) return [place];
  return step === "*" ? place.children.flatMap((it) => follow(it, rest)) : follow(place.at(step), rest);
}
