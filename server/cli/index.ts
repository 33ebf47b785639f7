import { Argument, Command, CommanderError } from "commander";
import { RULES_FORMATS } from "../formats/rules.ts";
import { tool } from "../formats/tool.ts";
import { check } from "./check.ts";
import { helpsOut } from "./crew.ts";
import { explain } from "./explain.ts";
import { type FixFlags, fix } from "./fix.ts";
import { colorOption, type Flags, formatOption, withFlags } from "./flags.ts";
import { type Io, print, Refusal } from "./io.ts";
import { lsp } from "./lsp.ts";
import { listRules, type RulesFlags } from "./rules.ts";

/** The prompt: does what `argv` asks and says its exit status. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  if (await helpsOut()) return 0;
  const printed: string[] = [];
  const said: string[] = [];
  const program = new Command(tool.name)
    .description("Finds and mends what is insecure in Kubernetes manifests.")
    .exitOverride()
    .configureOutput({ writeOut: (it) => printed.push(it), writeErr: (it) => said.push(it) });
  let status = 0;
  addCommands(program, io, (result) => {
    status = result;
  });
  try {
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    status = error instanceof CommanderError && error.exitCode === 0 ? 0 : 2;
    if (error instanceof Refusal) said.push(`plimsoll: ${error.message}\n`);
    else if (!(error instanceof CommanderError)) throw error;
  }
  if (printed.length > 0) await print(io.stdout, printed.join(""));
  if (said.length > 0) await print(io.stderr, said.join("").replace(/^error: /, "plimsoll: "));
  return status;
}

function addCommands(program: Command, io: Io, done: (status: number) => void): void {
  const named = (name: string) => versioned(program.command(name));
  const paths = () =>
    new Argument("[path...]", "files and folders; - for standard input").default(["."], "this folder");
  versioned(program);
  withFlags(named("check"))
    .description("say what is amiss in files and folders")
    .addArgument(paths())
    .action(async (given: readonly string[], flags: Flags) => done(await check(given, flags, io)));
  withFlags(named("fix"))
    .description("mend what can be mended safely, and say what remains")
    .addArgument(paths())
    .option("--review", "make also the fixes that want a look")
    .option("--choose", "write also the proposals for values that only you know")
    .option("--diff", "print what would change, and write nothing")
    .action(async (given: readonly string[], flags: FixFlags) => done(await fix(given, flags, io)));
  named("explain")
    .description("show a rule's page")
    .argument("<id>", "a rule, or what another tool calls it")
    .addOption(colorOption())
    .action(async (id: string, flags: Pick<Flags, "color">) => done(await explain(id, flags, io)));
  named("rules")
    .description("list every rule")
    .addOption(formatOption(RULES_FORMATS))
    .option("--output <file>", "write to a file instead of standard output")
    .addOption(colorOption())
    .action(async (flags: RulesFlags) => done(await listRules(flags, io)));
  named("lsp")
    .description("run the language server, for any editor")
    .option("--stdio", "speak on standard input and output")
    .action(async (flags: { readonly stdio?: boolean }) => done(await lsp(flags, io)));
  for (const later of ["reach", "access"]) {
    program
      .command(later, { hidden: true })
      .allowUnknownOption()
      .allowExcessArguments()
      .action(() => {
        throw new Refusal(`Plimsoll ${tool.version} does not have "${later}" yet.`);
      });
  }
}

const versioned = (command: Command) => command.version(tool.version, "-V, --version", "print the version");
