import { expect, test } from "vitest";
import { addressOf } from "../../rules/model/sources.ts";

test("an address is compared without its scheme, its user and its ending", () => {
  for (const [url, address] of [
    ["https://GitHub.com/shop/web.git", "github.com/shop/web"],
    ["ssh://git@github.com/shop/web", "github.com/shop/web"],
    ["git@github.com:shop/web.git", "github.com/shop/web"],
    ["oci://ghcr.io/shop/charts/", "ghcr.io/shop/charts"],
    ["https://user:password@git.example.com:8443/shop/web", "git.example.com:8443/shop/web"],
    ["registry.example.com:5000/shop", "registry.example.com:5000/shop"],
    ["https://charts.example.com", "charts.example.com"],
  ] as const)
    expect(addressOf(url), url).toBe(address);
});
