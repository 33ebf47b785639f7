import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable, Writable } from "node:stream";
import { onTestFinished } from "vitest";
import { run } from "../../server/cli/index.ts";

/** What a command printed, and its exit status. */
export interface Said {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** A folder with these files, for as long as a test runs. */
export function folder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), "plimsoll-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
  return root;
}

/** Runs `plimsoll` in a folder, as a shell would: arguments are divided by spaces. */
export async function plimsoll(
  command: string,
  given: {
    readonly in: string;
    readonly stdin?: string | Uint8Array;
    readonly env?: Readonly<Record<string, string>>;
    readonly isTerminal?: boolean;
  },
): Promise<Said> {
  const [out, err] = [new Gathered(given.isTerminal), new Gathered(given.isTerminal)];
  const status = await run(
    command.split(" ").filter((it) => it !== ""),
    {
      stdin: Readable.from([Buffer.from(given.stdin ?? "")]),
      stdout: out,
      stderr: err,
      cwd: given.in,
      env: given.env ?? {},
      serve: async () => {
        await new Promise((done) => out.write("served", done));
      },
    },
  );
  return { status, out: out.text, err: err.text };
}

class Gathered extends Writable {
  private readonly chunks: Buffer[] = [];

  constructor(readonly isTTY = false) {
    super();
  }

  get text(): string {
    return Buffer.concat(this.chunks).toString();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.chunks.push(chunk);
    done();
  }
}
