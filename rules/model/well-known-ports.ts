/** Servers by which people log in to a machine, by the TCP port that IANA gave to them. */
export const REMOTE_LOGINS: Readonly<Record<number, string>> = {
  22: "SSH",
  23: "Telnet",
  512: "rexec",
  513: "rlogin",
  514: "rsh",
  3389: "Remote Desktop",
  5900: "VNC",
};

/**
 * Servers that are made for callers inside, by the TCP port that they come with: databases, caches, registries of a
 * cluster. Many of them ask for no password unless they are told to.
 */
export const BACKENDS: Readonly<Record<number, string>> = {
  1433: "SQL Server",
  1521: "Oracle",
  2181: "ZooKeeper",
  2375: "the Docker daemon",
  2376: "the Docker daemon",
  2379: "etcd",
  2380: "etcd",
  3306: "MySQL",
  5432: "PostgreSQL",
  5984: "CouchDB",
  6379: "Redis",
  8500: "Consul",
  9042: "Cassandra",
  9200: "Elasticsearch",
  9300: "Elasticsearch",
  10250: "the kubelet",
  10255: "the kubelet",
  11211: "memcached",
  26257: "CockroachDB",
  27017: "MongoDB",
};
