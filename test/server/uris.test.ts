import { expect, test } from "vitest";
import { normalised, pathBelow, pathOf, schemeOf } from "../../server/uris.ts";

test("a file on Windows is one file, however its drive is written", () => {
  const spellings = [
    "file:///c%3A/Users/Ada%20L/pod.yaml",
    "file:///C%3A/Users/Ada%20L/pod.yaml",
    "file:///C:/Users/Ada%20L/pod.yaml",
    "file:///c:/Users/Ada L/pod.yaml",
  ];
  expect(new Set(spellings.map(normalised))).toEqual(new Set(["file:///c%3A/Users/Ada%20L/pod.yaml"]));
});

test("a file is one file, whichever of its characters are encoded", () => {
  expect(normalised("file:///a/%7Bb%7D/%C3%A4%40.yaml")).toBe(normalised("file:///a/{b}/ä@.yaml"));
  expect(normalised("vscode-remote://wsl%2Bubuntu/home/pod.yaml")).toBe("vscode-remote://wsl%2Bubuntu/home/pod.yaml");
  expect(normalised("file://Server/share/pod.yaml")).toBe("file://server/share/pod.yaml");
});

test("files that differ stay two files", () => {
  expect(normalised("file:///a/Pod.yaml")).not.toBe(normalised("file:///a/pod.yaml"));
  expect(normalised("file:///a/b%2Fc.yaml")).not.toBe(normalised("file:///a/b%252Fc.yaml"));
});

test("an address that is none stands for itself", () => {
  expect(normalised("foo bar:baz")).toBe("foo bar:baz");
  expect(normalised("file:///a/%zz.yaml")).toBe("file:///a/%25zz.yaml");
  expect(schemeOf("foo bar:baz")).toBe("");
});

test("a path below a folder is told in slashes, whatever the drive is called", () => {
  expect(pathBelow("file:///c%3A/shop/", "file:///C:/shop/charts/a%20b.yaml")).toBe("charts/a b.yaml");
  expect(pathBelow("file:///c%3A/shop", "file:///c%3A/shopping/a.yaml")).toBeUndefined();
  expect(pathBelow("file:///shop", "untitled:Untitled-1")).toBeUndefined();
  expect(pathOf("file:///shop/a%20b.yaml")).toBe("shop/a b.yaml");
});
