import { describe, expect, test } from "vitest";
import { rules } from "../../rules/index.ts";
import { folder, plimsoll } from "./prompt.ts";

describe("rules", () => {
  test("lists every rule for programs", async () => {
    const { out } = await plimsoll("rules --format json", { in: folder() });
    const listed: readonly { readonly id: string }[] = JSON.parse(out);
    expect(listed.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
    expect(listed.find(({ id }) => id === "privileged-container")).toMatchObject({
      group: "pod-security",
      severity: "error",
      summary: "A container may not be privileged.",
      presets: ["recommended", "strict", "pod-security-baseline", "pod-security-restricted"],
      fixable: "review",
      scope: "resource",
      aliases: expect.any(Object),
      controls: expect.any(Object),
    });
  });

  test("lists every rule for people, and as a table", async () => {
    const [text, markdown] = await Promise.all(
      ["text", "markdown"].map((format) => plimsoll(`rules --format ${format}`, { in: folder() })),
    );
    expect(text?.out).toMatch(/^ {2}privileged-container +error +review +A container may not be privileged\.$/m);
    expect(markdown?.out).toContain("| `privileged-container` | pod-security | error | review |");
  });
});

describe("explain", () => {
  test("shows a rule's page", async () => {
    const { out } = await plimsoll("explain privileged-container", { in: folder() });
    expect(out).toMatch(/^privileged-container error\nA container may not be privileged\.\n\nWhy\n/);
    expect(out).toContain("How to mend it");
  });

  for (const id of [
    "CKV_K8S_16",
    "ckv_k8s_16",
    "KSV017",
    "KSV-0017",
    "avd-ksv-0017",
    "C-0057",
    "dd29336b-fe57-445b-a26e-e6aa867ae609",
  ]) {
    test(`knows what others call ${id}`, async () => {
      const { out, status } = await plimsoll(`explain ${id}`, { in: folder() });
      expect({ status, first: out.split("\n")[0] }).toEqual({ status: 0, first: "privileged-container error" });
    });
  }
});
