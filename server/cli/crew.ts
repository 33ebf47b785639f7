import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { rules } from "../../rules/index.ts";
import { type Asked, ask, type Wishes } from "../../rules/presets.ts";
import type { Target } from "./find-files.ts";
import { type Cure, NOTHING, type Outcome, treat } from "./treat.ts";

/** What is to be done with each file. */
export interface Order {
  /** What is asked for each project's files. */
  readonly wishes: readonly Wishes[];
  readonly cure: Cure | undefined;
}

/** A file, and which of an order's wishes hold for it. */
export interface Task extends Target {
  readonly wishes: number;
}

/** As much text as one thread judges before another has got going. */
const WORTH_HELP = 1_000_000;

/** Files that are handed to a thread at a time: few, so that no thread has to wait for another's last. */
const BATCH = 12;

/** What becomes of each of `targets`, in their order, on as many as `jobs` threads. `progress` is told how many are done. */
export async function treatAll(
  targets: readonly Task[],
  order: Order,
  jobs: number,
  progress: (done: number) => void,
): Promise<readonly Outcome[]> {
  const treatOne = treaterOf(order);
  const outcomes: Outcome[] = new Array(targets.length).fill(NOTHING);
  let next = 0;
  let done = 0;
  const take = (): Batch | undefined => {
    if (next >= targets.length) return undefined;
    const first = next;
    next = Math.min(targets.length, first + BATCH);
    return { first, targets: targets.slice(first, next) };
  };
  const put = (first: number, batch: readonly Outcome[]) => {
    for (const [index, outcome] of batch.entries()) outcomes[first + index] = outcome;
    done += batch.length;
    progress(done);
  };

  // A thread of its own has a younger generation to its measure, so this one only hands out, once it is worth its while.
  let size = 0;
  for (let batch = take(); batch !== undefined; batch = take()) {
    const treated = batch.targets.map(treatOne);
    put(batch.first, treated);
    for (const it of treated) size += it.size;
    const left = Math.ceil((targets.length - next) / BATCH);
    if (jobs > 1 && size > WORTH_HELP && left > 2) {
      await Promise.all(Array.from({ length: Math.min(jobs, left) }, () => helper(order, take, put)));
    } else if (done > BATCH) await new Promise(setImmediate);
  }
  return outcomes;
}

/** Whether this thread is there to help another; then it does, until it is told to stop. */
export async function helpsOut(): Promise<boolean> {
  if (isMainThread || parentPort === null || !isHelp(workerData)) return false;
  const treatOne = treaterOf(workerData.plimsoll);
  const port = parentPort;
  port.on("message", ({ first, targets }: Batch) =>
    port.postMessage({ first, outcomes: targets.map(treatOne) } satisfies Answer),
  );
  await new Promise((stop) => port.once("close", stop));
  return true;
}

function treaterOf({ wishes, cure }: Order): (task: Task) => Outcome {
  const asked = wishes.map((it) => ask(rules, it));
  return (task) => treat(task, asked[task.wishes] as Asked, cure);
}

interface Batch {
  readonly first: number;
  readonly targets: readonly Task[];
}

interface Answer {
  readonly first: number;
  readonly outcomes: readonly Outcome[];
}

/** Megabytes for what is soon forgotten, as most of a tree is: with fewer, more of it is copied about before. */
const YOUNG = 64;

/** A thread that treats what it takes until nothing is left. It always has one batch more than it is busy with. */
function helper(
  order: Order,
  take: () => Batch | undefined,
  put: (first: number, outcomes: readonly Outcome[]) => void,
): Promise<void> {
  if (typeof __filename !== "string" || !__filename.endsWith(".cjs")) return Promise.resolve();
  const worker = new Worker(__filename, {
    argv: ["help"],
    workerData: { plimsoll: order },
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
  });
  const busy = new Map<number, Batch>();
  const give = () => {
    const batch = take();
    if (batch === undefined) return;
    busy.set(batch.first, batch);
    worker.postMessage(batch);
  };
  return new Promise((finished) => {
    const stop = (why: string) => {
      const errors = (it: Target) => [{ file: it.file, message: `It could not be judged: ${why}.` }];
      for (const { first, targets } of busy.values())
        put(
          first,
          targets.map((it) => ({ ...NOTHING, errors: errors(it) })),
        );
      busy.clear();
      finished();
    };
    worker.on("message", ({ first, outcomes }: Answer) => {
      busy.delete(first);
      put(first, outcomes);
      give();
      if (busy.size === 0) void worker.terminate();
    });
    worker.on("error", (error) => stop(error instanceof Error ? error.message : String(error)));
    worker.on("exit", () => stop("its thread ended"));
    give();
    give();
    if (busy.size === 0) void worker.terminate();
  });
}

const isHelp = (data: unknown): data is { readonly plimsoll: Order } =>
  typeof data === "object" && data !== null && "plimsoll" in data;
