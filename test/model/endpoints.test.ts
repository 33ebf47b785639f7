import { expect, test } from "vitest";
import { isLoopback, isOpenAddress } from "../../rules/model/endpoints.ts";

test("addresses of the machine itself are no others", () => {
  for (const address of ["localhost", "127.0.0.1", "127.0.1.1:80", "::1", "[::1]:2379"])
    expect(isLoopback(address)).toBe(true);
  for (const address of ["0.0.0.0", "::", "", "127.example.com", "10.127.0.0"]) expect(isLoopback(address)).toBe(false);
});

test("plain HTTP is open where others can reach it", () => {
  expect(isOpenAddress("http://10.0.0.5:2379")).toBe(true);
  expect(isOpenAddress("http://etcd:2379/v3")).toBe(true);
  expect(isOpenAddress("http://localhost:2379")).toBe(false);
  expect(isOpenAddress("https://10.0.0.5:2379")).toBe(false);
  expect(isOpenAddress("unix:///run/etcd.sock")).toBe(false);
});
