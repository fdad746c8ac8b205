import { describe, expect, test } from "@jest/globals";
import { commands } from "../src/commands/index.ts";
import type { Outcome } from "../src/commands/command.ts";
import { Sealed } from "../src/model/sealed.ts";
import type { Request } from "../src/request.ts";
import { brokenPlots } from "./support/canary-broken.ts";
import type { Canaries } from "./support/canary.ts";
import { type Plot, validPlots } from "./support/canary-valid.ts";
import { memoryHost, plain, requestFor } from "./memory-host.ts";

const sealed = (values: Readonly<Record<string, string>> = {}): ReadonlyMap<string, Sealed> =>
  new Map(Object.entries(values).map(([name, value]) => [name, new Sealed(value)]));

async function run(command: string, plot: Plot, changes: Partial<Request>, color = false): Promise<Outcome> {
  const host = memoryHost(new Map(Object.entries(plot.files)), new Map(Object.entries(plot.env ?? {})), plot.input ?? "");
  const load = commands.find(({ id }) => id === command)?.load;
  if (load === undefined) throw new Error(`no command ${command}`);
  const asked = requestFor(command, { hostEnv: sealed(plot.hostEnv), hostEnvFile: plot.hostEnvFile, ...changes });
  return (await load())(asked, host, { ...plain, color });
}

/** One run of a command. */
interface Attempt {
  readonly command: string;
  readonly request: Partial<Request>;
  readonly color: boolean;
}

/** Every command that takes targets, in every format, to standard output and to a file. */
function attempts({ targets }: Plot): Attempt[] {
  return commands
    .filter(({ operands }) => operands.some(({ key }) => key === "targets"))
    .flatMap(({ id: command, formats }) =>
      formats.flatMap((format) =>
        waysOf(command, targets).flatMap((way) => {
          const outputs = [
            { format, file: undefined, append: false },
            { format, file: "report", append: false },
          ] as const;
          const request = { ...way, outputs };
          return [false, ...(format === "text" ? [true] : [])].map((color) => ({ command, request, color }));
        }),
      ),
    );
}

function waysOf(command: string, targets: readonly string[]): Partial<Request>[] {
  if (command === "explain") return [{ name: "OF_STRING" }, { name: "TWICE", targets }];
  return command === "check" ? [{ targets }, {}] : [{ targets }];
}

/** What shows somewhere, each with the run and the line that show it. */
async function leaksOf(plot: Plot): Promise<Readonly<Record<string, string>>> {
  const { canaries } = plot;
  const leaks = new Map<string, string>();
  for (const { command, request, color } of attempts(plot)) {
    const { stdout, stderr, files } = await run(command, plot, request, color);
    const output = [stdout, stderr, ...files.map(({ text }) => text)].join("\n");
    for (const label of canaries.seenIn(output)) leaks.set(label, `${command}: ${lineWith(label, output, canaries)}`);
  }
  return Object.fromEntries(leaks);
}

/** The line to look at when a test fails. */
function lineWith(label: string, output: string, canaries: Canaries): string {
  return output.split("\n").find((line) => canaries.seenIn(line).includes(label)) ?? "in several lines";
}

describe.each(["random", "word"] as const)("a %s", (kind) => {
  describe.each(validPlots(kind))("in $what", (plot) => {
    test("is read", async () => {
      const { stdout } = await run("resolve", plot, {
        targets: plot.targets,
        outputs: [{ format: "json", file: undefined, append: false }],
        reveal: true,
      });
      expect(plot.canaries.seenIn(stdout).length).toBeGreaterThanOrEqual(plot.revealed);
    });

    test("shows in no output", async () => {
      expect(await leaksOf(plot)).toEqual({});
    });
  });

  test.each(brokenPlots(kind))("in a broken document shows in no output ($what)", async (plot) => {
    expect(await leaksOf(plot)).toEqual({});
  });
});
