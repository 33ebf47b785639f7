import { expect, test } from "vitest";
import { changed, marked } from "../../client/pages/yaml.ts";

const plain = (html: string) => html.replace(/<[^>]*>/g, "");

test("what an example underlines is underlined, with the message below", () => {
  expect(marked("\nprivileged: true # why\n            ^^^^ It is privileged.\nname: web\n")).toEqual(
    [
      '<span class="key">privileged</span>: <span class="constant found">true</span> <span class="comment"># why</span>',
      '<span class="found note">            It is privileged.</span>',
      '<span class="key">name</span>: web',
    ].join("\n"),
  );
});

test("two messages for one line stand below it in their order", () => {
  expect(plain(marked("a: b\n   ^ One.\n~ Two.\nc: d"))).toEqual("a: b\n   One.\nTwo.\nc: d");
});

test("what a finding refers to is told from what it finds", () => {
  expect(marked("a: b\n   ~ It says so here.")).toEqual(
    '<span class="key">a</span>: <span class="seen">b</span>\n<span class="seen note">   It says so here.</span>',
  );
});

test("a quote in a comment begins no text, and a mark in a text no comment", () => {
  expect(marked("a: b # don't\nc: 'd # e'")).toEqual(
    [
      '<span class="key">a</span>: b <span class="comment"># don\'t</span>',
      '<span class="key">c</span>: <span class="string">\'d # e\'</span>',
    ].join("\n"),
  );
});

test("what a text means to HTML is escaped", () => {
  expect(marked('args: ["<b>&"]')).toEqual(
    '<span class="key">args</span>: [<span class="string">&quot;&lt;b&gt;&amp;&quot;</span>]',
  );
});

test("lines that a fix has written stand out, and those that it has removed are gone", () => {
  expect(changed("a: 1\n^ Wrong.\nb: 2\nc: 3\n", "a: 1\nc: 3\nd: 4\n")).toEqual(
    [
      '<span class="key">a</span>: <span class="constant">1</span>',
      '<span class="key">c</span>: <span class="constant">3</span>',
      '<ins><span class="key">d</span>: <span class="constant">4</span></ins>',
    ].join("\n"),
  );
});
