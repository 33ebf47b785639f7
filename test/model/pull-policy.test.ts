import { expect, test } from "vitest";
import { image } from "../../rules/model/images.ts";
import { isLatest } from "../../rules/model/pull-policy.ts";

test("no tag means latest, unless a digest says which image", () => {
  const digest = `sha256:${"4c".repeat(32)}`;
  const latest = (reference: string) => {
    const read = image(reference);
    return read !== undefined && isLatest(read);
  };
  expect(["nginx", "nginx:latest", `nginx:latest@${digest}`].map(latest)).toEqual([true, true, true]);
  expect(["nginx:1.27", `nginx@${digest}`].map(latest)).toEqual([false, false]);
});
