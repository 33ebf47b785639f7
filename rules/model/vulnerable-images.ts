import { isWithin } from "./globs.ts";
import { fullName, type Image } from "./images.ts";

/** A hole in a component of clusters that is known to be used by attackers, or gives them the node or the cluster. */
export interface Hole {
  readonly images: readonly string[];
  readonly component: string;
  readonly cve: string;
  /** What it gives to whom, as the rest of a sentence that the component begins. */
  readonly gives: string;
  /** The first version without it in each line of versions that got a fix; older lines have it, newer ones do not. */
  readonly fixed: readonly string[];
  /** The first version that has it. */
  readonly since?: string;
}

const ARGO_CD = ["quay.io/argoproj/argocd", "docker.io/argoproj/argocd"];
const GRAFANA = ["docker.io/grafana/grafana", "docker.io/grafana/grafana-oss", "docker.io/grafana/grafana-enterprise"];
const NGINX = ["registry.k8s.io/ingress-nginx/controller", "k8s.gcr.io/ingress-nginx/controller"];
const DASHBOARD = ["k8s.gcr.io", "gcr.io/google_containers", "gcr.io/google-containers", "registry.k8s.io"].map(
  (host) => `${host}/kubernetes-dashboard-*`,
);

/** The graver hole of a component stands first. */
const HOLES: readonly Hole[] = [
  {
    // https://kubernetes.io/blog/2025/03/24/ingress-nginx-cve-2025-1974/
    images: NGINX,
    component: "Ingress NGINX",
    cve: "CVE-2025-1974",
    gives: "runs the code of anyone who reaches its webhook, and may read every Secret",
    fixed: ["1.11.5", "1.12.1"],
  },
  {
    // https://github.com/argoproj/argo-cd/security/advisories/GHSA-786q-9hcg-v9ff
    images: ARGO_CD,
    component: "Argo CD",
    cve: "CVE-2025-55190",
    gives: "hands out the passwords of its repositories to every token that may read a project",
    fixed: ["2.13.9", "2.14.16", "3.0.14", "3.1.2"],
    since: "2.2.0",
  },
  {
    // https://github.com/argoproj/argo-cd/security/advisories/GHSA-63qx-x74g-jcr7
    images: ARGO_CD,
    component: "Argo CD",
    cve: "CVE-2022-24348",
    gives: "lets a Helm chart read the values and secrets of other applications",
    fixed: ["2.1.9", "2.2.4"],
  },
  {
    // https://grafana.com/blog/2022/11/08/security-release-new-versions-of-grafana-with-critical-and-moderate-fixes-for-cve-2022-39328-cve-2022-39307-and-cve-2022-39306/
    images: GRAFANA,
    component: "Grafana",
    cve: "CVE-2022-39328",
    gives: "lets requests by without a login while others log in",
    fixed: ["9.2.4"],
    since: "9.2.0",
  },
  {
    // https://grafana.com/blog/2021/12/07/grafana-8.3.1-8.2.7-8.1.8-and-8.0.7-released-with-high-severity-security-fix/
    images: GRAFANA,
    component: "Grafana",
    cve: "CVE-2021-43798",
    gives: "sends any file of its container to anyone who asks",
    fixed: ["8.0.7", "8.1.8", "8.2.7", "8.3.1"],
    since: "8.0.0",
  },
  {
    // https://github.com/kyverno/kyverno/security/advisories/GHSA-m3cq-xcx9-3gvm
    images: ["ghcr.io/kyverno/kyverno"],
    component: "Kyverno",
    cve: "CVE-2022-47633",
    gives: "can be made to admit images without a signature by a registry in between",
    fixed: ["1.8.5"],
    since: "1.8.3",
  },
  {
    // https://github.com/fluxcd/flux2/security/advisories/GHSA-j77r-2fxf-5jrw
    images: ["ghcr.io/fluxcd/kustomize-controller", "docker.io/fluxcd/kustomize-controller"],
    component: "Flux",
    cve: "CVE-2022-24877",
    gives: "lets a kustomization read the controller's own files, its token among them",
    fixed: ["0.24.0"],
  },
  {
    // https://nvidia.custhelp.com/app/answers/detail/a_id/5659
    images: ["nvcr.io/nvidia/k8s/container-toolkit"],
    component: "The NVIDIA Container Toolkit",
    cve: "CVE-2025-23266",
    gives: "makes any image that asks for a GPU root on its node",
    fixed: ["1.17.8"],
  },
  {
    images: ["nvcr.io/nvidia/gpu-operator"],
    component: "The NVIDIA GPU Operator",
    cve: "CVE-2025-23266",
    gives: "brings a toolkit that makes any image that asks for a GPU root on its node",
    fixed: ["25.3.1"],
  },
  {
    // https://github.com/kubernetes/dashboard/pull/3289
    images: DASHBOARD,
    component: "Kubernetes Dashboard",
    cve: "CVE-2018-18264",
    gives: "gives its own certificate and Secrets to those who skip the login",
    fixed: ["1.10.1"],
  },
];

/** The gravest hole that an image is known to have; what says no whole version has none that is known. */
export function holeIn(image: Image): Hole | undefined {
  const version = versionOf(image.tag ?? "");
  if (version === undefined) return undefined;
  const name = fullName(image);
  return HOLES.find((hole) => hole.images.some((it) => isWithin(name, it)) && isOpen(version, hole));
}

/** The version to which an image is raised: the first without the hole in its own line, or in the next that has one. */
export function fixedVersion(tag: string, { fixed }: Hole): string | undefined {
  const version = versionOf(tag);
  return version === undefined ? undefined : fixed.find((it) => order(version, versionOf(it) ?? version) < 0);
}

type Version = readonly [number, number, number];

function versionOf(tag: string): Version | undefined {
  const match = /^v?(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?![\d.])/.exec(tag);
  return match === null ? undefined : [Number(match[1]), Number(match[2]), Number(match[3])];
}

function isOpen(version: Version, { fixed, since }: Hole): boolean {
  const first = versionOf(since ?? "");
  if (first !== undefined && order(version, first) < 0) return false;
  const lines = fixed.map(versionOf).filter((it) => it !== undefined);
  const [major, minor, patch] = version;
  const own = lines.find((it) => it[0] === major && it[1] === minor);
  if (own !== undefined) return patch < own[2];
  const newest = lines.at(-1);
  return newest !== undefined && order(version, newest) < 0;
}

const order = (one: Version, other: Version): number => one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
