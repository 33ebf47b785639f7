import { expect, test } from "vitest";
import { address, base, block, holds, show, special } from "../../rules/model/addresses.ts";

const shown = (text: string) => {
  const it = block(text);
  return it === undefined ? undefined : show(base(it));
};
const within = (outer: string, inner: string) => {
  const [big, small] = [block(outer), block(inner)];
  return big !== undefined && small !== undefined && holds(big, small);
};

test("a block is shown as Kubernetes wants it", () => {
  expect(shown("10.1.2.3/8")).toBe("10.0.0.0/8");
  expect(shown("010.0.0.0/8")).toBe("10.0.0.0/8");
  expect(shown("203.0.113.7/32")).toBe("203.0.113.7/32");
  expect(shown("::/0")).toBe("::/0");
  expect(shown("2001:db8:0:0:1::5/64")).toBe("2001:db8::/64");
  expect(shown("2001:DB8::1/128")).toBe("2001:db8::1/128");
  expect(shown("1:2:3:4:5:6:7:8/128")).toBe("1:2:3:4:5:6:7:8/128");
  expect(shown("0:0:1:0:0:0:2:3/128")).toBe("0:0:1::2:3/128");
  expect(shown("::ffff:10.0.0.1/128")).toBe("::ffff:a00:1/128");
});

test("what is no block is none", () => {
  for (const it of [
    "",
    "10.0.0.0",
    "10.0.0.0/33",
    "10.0.0/8",
    "256.0.0.0/8",
    "::/129",
    "1::2::3/64",
    "a/8",
    "10.0.0.0/",
  ]) {
    expect(block(it), it).toBeUndefined();
  }
  expect(address("1:2:3:4:5:6:7")).toBeUndefined();
  expect(address("web")).toBeUndefined();
});

test("a block holds those that begin as it does", () => {
  expect(within("10.0.0.0/8", "10.244.0.0/16")).toBe(true);
  expect(within("10.0.0.0/8", "10.0.0.0/8")).toBe(true);
  expect(within("10.244.0.0/16", "10.0.0.0/8")).toBe(false);
  expect(within("0.0.0.0/0", "192.168.0.0/16")).toBe(true);
  expect(within("0.0.0.0/0", "::/0")).toBe(false);
});

test("some addresses are good on one machine alone", () => {
  expect(special("127.0.0.53")).toBe("a loopback address");
  expect(special("169.254.169.254")).toBe("a link-local address");
  expect(special("fe80::1")).toBe("a link-local address");
  expect(special("::")).toBe("the unspecified address");
  expect(special("10.0.0.1")).toBeUndefined();
  expect(special("localhost")).toBeUndefined();
});
