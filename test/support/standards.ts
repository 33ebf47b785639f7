/** How far each section of a standard counts: `5.2` to 13 stands for 5.2.1 to 5.2.13. */
type Sections = Readonly<Record<string, number>>;

const within = (sections: Sections) => (id: string) => {
  const dot = id.lastIndexOf(".");
  const [section, number] = [id.slice(0, dot), id.slice(dot + 1)];
  return /^[1-9]\d*$/.test(number) && Number(number) <= (sections[section] ?? 0);
};

const CIS: Sections = {
  ...{ "1.1": 21, "1.2": 30, "1.3": 7, "1.4": 2, "2": 7, "3.1": 3, "3.2": 2, "4.1": 10, "4.2": 14, "4.3": 1 },
  ...{ "5.1": 13, "5.3": 2, "5.4": 2, "5.5": 1 },
};

const NIST_800_53: Readonly<Record<string, number>> = {
  ...{ AC: 25, AT: 6, AU: 16, CA: 9, CM: 14, CP: 13, IA: 12, IR: 9, MA: 7, MP: 8, PE: 23, PL: 11, PM: 32 },
  ...{ PS: 9, PT: 8, RA: 10, SA: 23, SC: 51, SI: 23, SR: 12 },
};

const PCI_DSS: Sections = {
  ...{ "1.1": 2, "1.2": 8, "1.3": 3, "1.4": 5, "1.5": 1, "2.1": 2, "2.2": 7, "2.3": 2, "3.1": 2, "3.2": 1, "3.3": 3 },
  ...{ "3.4": 2, "3.5": 1, "3.6": 1, "3.7": 9, "4.1": 2, "4.2": 2, "5.1": 2, "5.2": 3, "5.3": 5, "5.4": 1, "6.1": 2 },
  ...{ "6.2": 4, "6.3": 3, "6.4": 3, "6.5": 6, "7.1": 2, "7.2": 6, "7.3": 3, "8.1": 2, "8.2": 8, "8.3": 11, "8.4": 3 },
  ...{ "8.5": 1, "8.6": 3, "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 3, "10.5": 1, "10.6": 3, "10.7": 3, "11.1": 2 },
  ...{
    "11.2": 2,
    "11.3": 2,
    "11.4": 7,
    "11.5": 2,
    "11.6": 1,
    "12.1": 4,
    "12.2": 1,
    "12.3": 4,
    "12.4": 2,
    "12.5": 3,
    "12.6": 3,
    "12.7": 1,
    "12.8": 5,
    "12.9": 2,
    "12.10": 7,
  },
};

const words = (text: string) => {
  const known = new Set(text.trim().split(/\s*\n\s*|\s*,\s*/));
  return (id: string) => known.has(id);
};

/** Whether a standard has a control of that name, by its own numbering. */
export const STANDARDS: Readonly<Record<string, (id: string) => boolean>> = {
  "cis-1.10": within({ ...CIS, "5.2": 13, "5.7": 4 }),
  "cis-2.0.1": within({ ...CIS, "5.2": 12, "5.6": 4 }),
  pss: words("baseline, restricted"),
  // The headings of version 1.2.
  "nsa-cisa": words(`
    Non-root containers and rootless container engines
    Immutable container file systems
    Building secure container images
    Pod security enforcement
    Protecting Pod service account tokens
    Hardening container environments
    Namespaces
    Network policies
    Resource policies
    Control plane hardening
    Worker node segmentation
    Encryption
    Secrets
    Authentication
    Role-based access control
    Logging`),
  // The matrix for containers.
  "mitre-attack": words(`
    T1036.005, T1046, T1053.007, T1068, T1069, T1070, T1078, T1098.006, T1110, T1133, T1136, T1190, T1195.002, T1204.003
    T1485, T1490, T1496, T1498, T1499, T1525, T1528, T1543.005, T1550.001, T1552.001, T1552.007, T1562.001, T1609, T1610
    T1611, T1612, T1613`),
  "owasp-k8s": (id) => /^K(?:0[1-9]|10):(?:2022|2025)$/.test(id),
  "nist-800-53": (id) => {
    const [family = "", number = ""] = id.split("-");
    return /^[1-9]\d*$/.test(number) && Number(number) <= (NIST_800_53[family] ?? 0);
  },
  "nist-800-190": (id) => /^[34]\.[1-5]\.[1-5]$/.test(id),
  "pci-dss-4.0": within(PCI_DSS),
  hipaa: (id) => /^164\.312\((?:a\)\(1|a\)\(2\)\((?:i|ii|iii|iv)|b|c\)\([12]|d|e\)\(1|e\)\(2\)\((?:i|ii))\)$/.test(id),
  soc2: (id) => /^(?:CC[1-9]\.[1-9]|A1\.[1-3]|C1\.[12]|PI1\.[1-5]|P[1-8]\.\d)$/.test(id),
  gdpr: words("24, 25, 32"),
  "iso-27001": within({ "A.5": 37, "A.6": 8, "A.7": 14, "A.8": 34 }),
  cwe: (id) => /^[1-9]\d{1,3}$/.test(id),
};
