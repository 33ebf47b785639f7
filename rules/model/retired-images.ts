import { isWithin } from "./globs.ts";
import { fullName, type Image, suffixOf } from "./images.ts";

/** A registry, or a part of one, that no longer does what it did. */
export interface Retired {
  /** Where its images lie: everything below is meant. */
  readonly within: string;
  /** `shut`: nothing can be pulled; `frozen`: nothing new is pushed. */
  readonly state: "shut" | "frozen";
  /** When that came to be, for a reader. */
  readonly since: string;
  /** Where the same images lie now, under the same names. */
  readonly successor?: string;
  /** Whether an image lies there still. */
  readonly spares?: (image: Image) => boolean;
}

const RETIRED: readonly Retired[] = [
  // https://kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement/
  { within: "k8s.gcr.io", state: "frozen", since: "April 2023", successor: "registry.k8s.io" },
  // What k8s.gcr.io was another name for: https://github.com/kubernetes/k8s.io/issues/270
  { within: "gcr.io/google_containers", state: "frozen", since: "July 2020", successor: "registry.k8s.io" },
  { within: "gcr.io/google-containers", state: "frozen", since: "July 2020", successor: "registry.k8s.io" },
  // https://github.com/kubernetes/ingress-nginx/releases/tag/controller-0.34.0: images moved to the registry of Kubernetes.
  { within: "quay.io/kubernetes-ingress-controller", state: "frozen", since: "July 2020" },
  // https://github.com/bitnami/containers/issues/83267
  { within: "docker.io/bitnamilegacy", state: "frozen", since: "August 2025" },
  {
    within: "docker.io/bitnami",
    state: "shut",
    since: "August 2025",
    successor: "docker.io/bitnamilegacy",
    spares: ({ repository, tag }) => tag === undefined || tag === "latest" || repository.endsWith("/minideb"),
  },
  // https://github.com/kubernetes-sigs/kubebuilder/discussions/3907
  {
    within: "gcr.io/kubebuilder/kube-rbac-proxy",
    state: "shut",
    since: "March 2025",
    successor: "quay.io/brancz/kube-rbac-proxy",
  },
  // https://github.com/tektoncd/pipeline/issues/8870
  { within: "gcr.io/tekton-releases", state: "shut", since: "July 2025", successor: "ghcr.io/tektoncd" },
  // https://jfrog.com/blog/into-the-sunset-bintray-jcenter-gocenter-and-chartcenter/
  { within: "docker.bintray.io", state: "shut", since: "May 2021", successor: "releases-docker.jfrog.io" },
  { within: "*.bintray.io", state: "shut", since: "May 2021" },
];

/** The retired registry that an image lies in. */
export function retired(image: Image): Retired | undefined {
  const name = fullName(image);
  return RETIRED.find(({ within, spares }) => isWithin(name, within) && spares?.(image) !== true);
}

/** The reference of the same image where it lies now. */
export const moved = (image: Image, { within }: Retired, successor: string): string =>
  `${successor}${fullName(image).slice(within.length)}${suffixOf(image)}`;

/** A project that has ended: its images get no fixes. */
interface Ended {
  readonly within: string;
  readonly project: string;
  readonly since: string;
}

const ENDED: readonly Ended[] = [
  // https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/
  { within: "*.k8s.io/ingress-nginx/controller", project: "Ingress NGINX", since: "March 2026" },
  { within: "k8s.gcr.io/ingress-nginx/controller", project: "Ingress NGINX", since: "March 2026" },
  { within: "quay.io/kubernetes-ingress-controller", project: "Ingress NGINX", since: "March 2026" },
  // https://github.com/kubernetes-retired/heapster/blob/master/docs/deprecation.md
  ...["k8s.gcr.io", "gcr.io/google_containers", "gcr.io/google-containers", "registry.k8s.io"].map((host) => ({
    within: `${host}/heapster*`,
    project: "Heapster",
    since: "October 2018",
  })),
  // https://github.com/GoogleContainerTools/kaniko/commit/236ba5690eda9170d0157aa8137ebbeb09d38685
  { within: "gcr.io/kaniko-project", project: "Kaniko", since: "June 2025" },
  // https://fluxcd.io/docs/migration/timetable/
  { within: "docker.io/fluxcd/flux", project: "Flux v1", since: "November 2022" },
  { within: "docker.io/fluxcd/helm-operator", project: "Helm Operator of Flux v1", since: "November 2022" },
  // https://github.com/cncf/landscape/pull/4023
  { within: "docker.io/weaveworks/weave-*", project: "Weave Net", since: "2024" },
  { within: "*.weave.works/weaveworks/weave-*", project: "Weave Net", since: "2024" },
  // https://grafana.com/docs/agent/latest/: end of life on 1 November 2025
  { within: "docker.io/grafana/agent", project: "Grafana Agent", since: "November 2025" },
  // https://grafana.com/docs/loki/latest/send-data/promtail/: end of life on 2 March 2026
  { within: "docker.io/grafana/promtail", project: "Promtail", since: "March 2026" },
];

/** The ended project that an image is of. */
export function ended(image: Image): Ended | undefined {
  const name = fullName(image);
  return ENDED.find(({ within }) => isWithin(name, within));
}
