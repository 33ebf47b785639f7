import { expect, test } from "vitest";
import { isSecret, secretLineIn, tokenIn } from "../../rules/model/credentials.ts";
import { growth, LINEAR } from "../support/growth.ts";

// Shapes of tokens are put together here, so that no scanner takes this file for a leak.
const letters = (count: number) => "aB3dE5gH".repeat(Math.ceil(count / 8)).slice(0, count);

test("a value of its own under a secret's name is a secret", () => {
  for (const name of [
    "PASSWORD",
    "POSTGRES_PASSWORD",
    "PGPASSWORD",
    "SMTP_PASS",
    "dbPassword",
    "spring.datasource.password",
    "API_KEY",
    "apiKey",
    "AWS_SECRET_ACCESS_KEY",
    "CLIENT_SECRET",
    "ADMIN_TOKEN",
    "TOKEN_2",
    "REDIS_PASSWORD_BASE64",
  ]) {
    expect(isSecret(name, "hunter2ABC"), name).toBe(true);
  }
});

test("a name that only speaks of a secret holds none", () => {
  for (const name of [
    "PASSWORD_FILE",
    "TOKEN_TTL",
    "SECRET_NAME",
    "PASSWORD_POLICY",
    "TOKENIZER",
    "MAX_TOKENS",
    "BYPASS",
    "COMPASS",
    "AWS_ACCESS_KEY_ID",
    "PUBLIC_KEY",
    "CACHE_KEY",
    "SSL_KEY",
  ]) {
    expect(isSecret(name, "hunter2ABC"), name).toBe(false);
  }
});

test("an access key that is a plain word is the name of a user", () => {
  expect(isSecret("MINIO_ACCESS_KEY", "minio")).toBe(false);
  expect(isSecret("MINIO_ACCESS_KEY", letters(20))).toBe(true);
  expect(isSecret("MINIO_SECRET_ACCESS_KEY", "minio")).toBe(true);
  expect(isSecret("NGC_API_KEY", "nvapi-NVKEY")).toBe(false);
});

test("a placeholder, a reference, a switch or a path is no secret", () => {
  for (const value of [
    "",
    "x",
    "changeme",
    "change-me",
    "<password>",
    "REPLACE_WITH_PASSWORD",
    "your-password",
    "xxxxxxxx",
    "********",
    "$(PASSWORD)",
    "\u0024{PASSWORD}",
    "vault:secret/data/db#password",
    "ref+vault://secret/db#password",
    "arn:aws:secretsmanager:eu-west-1:1:secret:db",
    "true",
    "disabled",
    "/run/secrets/password",
    "./password",
    "https://example.test/token",
    "password.txt",
    "15m",
    "DB_PASSWORD",
  ]) {
    expect(isSecret("DB_PASSWORD", value), value).toBe(false);
  }
  expect(isSecret("TLS_SECRET", "web-tls")).toBe(false);
  expect(isSecret("ADMIN_TOKEN", "4096")).toBe(false);
  expect(isSecret("ADMIN_PASSWORD", "123456")).toBe(true);
  expect(isSecret("ADMIN_PASSWORD", "correct-horse-battery")).toBe(true);
});

test("a known token is a secret under any name", () => {
  for (const value of [
    `-----BEGIN RSA ${"PRIVATE"} KEY-----\n${letters(64)}`,
    `AK${"IA"}QYLPMN5HHHFPZAM2`,
    `gh${"p"}_${letters(36)}`,
    `gl${"pat"}-${letters(20)}`,
    `xo${"xb"}-1234567890-${letters(24)}`,
    `sk_${"live"}_${letters(24)}`,
    `ey${"J"}${letters(20)}.ey${"J"}${letters(20)}.${letters(20)}`,
    "postgres://shop:hunter2@db:5432/shop",
    "amqp://:hunter2@queue",
  ]) {
    expect(isSecret("VALUE", value), value).toBe(true);
  }
});

test("an address without a password, or with a placeholder for it, is no secret", () => {
  for (const value of [
    "postgres://db:5432/shop",
    "postgres://shop@db/shop",
    "postgres://shop:$(PASSWORD)@db/shop",
    "postgres://shop:<password>@db/shop",
    "http://example.test/a:b@c",
  ]) {
    expect(isSecret("DATABASE_URL", value), value).toBe(false);
  }
});

test("a long value takes no long time", () => {
  for (const it of ["a", "a-", "A_", "$", "eyJa", "a:", "-----BEGIN A ", "%a"])
    expect(
      growth((size) => isSecret("PASSWORD", it.repeat(size)), 10_000),
      it,
    ).toBeLessThan(LINEAR);
});

test("a token is found within a text, unless it is an example or a key without its body", () => {
  const token = `AK${"IA"}QYLPMN5HHHFPZAM2`;
  expect(tokenIn(`aws configure set key ${token} --profile x`)).toBe(token);
  expect(tokenIn(`AK${"IA"}IOSFODNN7EXAMPLE`)).toBe(undefined);
  expect(tokenIn(`grep -q -----BEGIN ${"PRIVATE"} KEY----- /tls/key`)).toBe(undefined);
  expect(tokenIn(`-----BEGIN ${"PRIVATE"} KEY-----\\n${letters(64)}`)).toBe(`-----BEGIN ${"PRIVATE"} KEY-----`);
});

test("a line of a configuration holds a secret where its name and its value say so", () => {
  expect(secretLineIn("host: db\npassword: hunter2abc\n")).toBe("password: hunter2abc");
  expect(secretLineIn('{\n  "apiKey": "f00ba4ba2quux",\n}')).toBe('"apiKey": "f00ba4ba2quux",');
  expect(secretLineIn("export DB_PASSWORD=hunter2abc\n")).toBe("export DB_PASSWORD=hunter2abc");
  for (const text of [
    "password: string\ntoken: required\n",
    "password = get_password(1)\n",
    "DB_PASSWORD=$1\nexport TOKEN=\u0024{TOKEN2}\n",
    "secretName: web-tls\npassword_file: /run/secrets/db1\n",
    "# password: changeme123\n",
  ]) {
    expect(secretLineIn(text), text).toBe(undefined);
  }
});

test("a long configuration takes no long time", () => {
  for (const it of ["a: ", "- ", "password ", "AKIA", "eyJa", '"', "-----BEGIN A PRIVATE KEY-----"])
    expect(
      growth((size) => secretLineIn(it.repeat(size)), 5_000),
      it,
    ).toBeLessThan(LINEAR);
});
