import { expect, test } from "vitest";
import { parse } from "../../rules/model/manifest.ts";
import { Place } from "../../rules/model/place.ts";
import { type Resource, resourcesOf } from "../../rules/model/resource.ts";
import { isEncrypted, secretEntries } from "../../rules/model/secrets.ts";

const secretOf = (rest: string): Resource => {
  const text = `apiVersion: v1\nkind: Secret\nmetadata: { name: db }\n${rest}`;
  const [placed] = parse({ uri: "file:///secret.yaml", text }).documents;
  const [secret] = placed === undefined ? [] : resourcesOf(Place.root(placed.document));
  return secret ?? expect.fail("no secret");
};

test("entries are read as Kubernetes reads them, where it can", () => {
  const secret = secretOf("data: { a: aHVudGVyMg==, b: hunter2!, c: 5, d: \uE000 }\nstringData: { e: hunter2 }\n");
  expect(secretEntries(secret).map(({ key, content }) => [key, content])).toEqual([
    ["a", "hunter2"],
    ["b", undefined],
    ["c", undefined],
    ["d", undefined],
    ["e", "hunter2"],
  ]);
});

test("what SOPS has encrypted can be told", () => {
  expect(isEncrypted(secretOf("data: { a: aHVudGVyMg== }\n"))).toBe(false);
  expect(isEncrypted(secretOf("data: { a: 'ENC[AES256_GCM,data:9sK2]' }\n"))).toBe(true);
  expect(isEncrypted(secretOf("data: { a: aHVudGVyMg== }\nsops: { version: 3.9.2 }\n"))).toBe(true);
});
