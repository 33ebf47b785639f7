import { expect, test } from "vitest";
import { isSensitiveToReaders, isSensitiveToWriters, leadsToRuntime, plainPath } from "../../rules/model/host-paths.ts";

const some = [
  ...[
    "/var/run/docker.sock",
    "/run/containerd/containerd.sock",
    "/run/k3s/containerd",
    "/var/run/",
    "//run/crio/crio.sock",
  ],
  ...["/", "/etc", "/etc/kubernetes/pki/ca.key", "/var/lib/kubelet/", "/var/lib/etcd", "/root/.ssh", "/home"],
  ...["/usr/bin", "/opt/cni/bin", "/etc/cron.d", "/etc/systemd/system", "/sys", "/proc/sys/kernel"],
  ...["/etc/localtime", "/var/run/datadog", "/lib/modules", "/sys/fs/cgroup", "/var/log", "/data", "/home/dev/shop"],
  ...["/var/lib/kubelet/plugins", "/etc/docker-images", "/run/user"],
];

test("sockets of container runtimes, and the folders that hold them", () => {
  expect(some.filter(leadsToRuntime)).toEqual(some.slice(0, 5));
});

test("what a reader can take the node with, and what a writer can", () => {
  expect(some.filter(isSensitiveToReaders)).toEqual(some.slice(5, 12));
  expect(some.filter(isSensitiveToWriters)).toEqual(some.slice(12, 18));
});

test("slashes that mean nothing are left out", () => {
  expect(["/", "//", "/etc/", "/a//b///"].map(plainPath)).toEqual(["/", "/", "/etc", "/a/b"]);
});
