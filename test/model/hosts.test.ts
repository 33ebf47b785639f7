import { expect, test } from "vitest";
import { covers, hostWithin, isAddress, isHost } from "../../rules/model/hosts.ts";

test("a host is a name of small letters, with a wildcard ahead at most", () => {
  for (const it of ["shop", "shop.example.com", "*.example.com", "1.2.3.4", "a-b.c"]) expect(isHost(it), it).toBe(true);
  const others = [
    "",
    "*",
    "a.*.com",
    "*example.com",
    "Shop",
    "a_b.com",
    "-a.com",
    "a..b",
    "https://a.b",
    "a:80",
    "a/b",
  ];
  for (const it of others) expect(isHost(it), it).toBe(false);
});

test("an address is told from a name", () => {
  for (const it of ["10.0.0.1", "::1", "2001:db8::1"]) expect(isAddress(it), it).toBe(true);
  for (const it of ["shop.example.com", "1.2.3.nip.io", "shop"]) expect(isAddress(it), it).toBe(false);
});

test("the host is found within what people write in its place", () => {
  expect(hostWithin("https://Shop.example.com/")).toBe("shop.example.com");
  expect(hostWithin("shop.example.com:8080")).toBe("shop.example.com");
  expect(hostWithin("shop.example.com/api")).toBe("shop.example.com");
  for (const it of ["*", "http://10.0.0.1", "my_shop", "a b"]) expect(hostWithin(it), it).toBeUndefined();
});

test("a wildcard certificate is good for one label", () => {
  expect(covers("shop.example.com", "shop.example.com")).toBe(true);
  expect(covers("*.example.com", "shop.example.com")).toBe(true);
  expect(covers("*.example.com", "*.example.com")).toBe(true);
  expect(covers("*.example.com", "a.shop.example.com")).toBe(false);
  expect(covers("*.example.com", "example.com")).toBe(false);
  expect(covers("shop.example.com", "*.example.com")).toBe(false);
});
