import { describe, expect, test } from "@jest/globals";
import { commands } from "../src/commands/index.ts";
import type { Outcome } from "../src/commands/command.ts";
import { Sealed } from "../src/model/sealed.ts";
import type { Request } from "../src/request.ts";
import { brokenPlots } from "./support/canary-broken.ts";
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

/** Every command that takes targets: once with a file for each of its formats, and once for each with colours. */
function attempts({ targets }: Plot): Attempt[] {
  return commands
    .filter(({ operands }) => operands.some(({ key }) => key === "targets"))
    .flatMap(({ id: command, formats }) =>
      waysOf(command, targets).flatMap((way) => {
        const [first] = formats;
        const shown = { format: first, file: undefined, append: false } as const;
        const files = formats.map((format) => ({ format, file: `report.${format}`, append: false }));
        const colored = formats
          .filter((format) => format === "text" || format === "concise")
          .map((format) => ({ command, request: { ...way, outputs: [{ ...shown, format }] as const }, color: true }));
        return [{ command, request: { ...way, outputs: [shown, ...files] as const }, color: false }, ...colored];
      }),
    );
}

function waysOf(command: string, targets: readonly string[]): Partial<Request>[] {
  if (command === "explain") return [{ name: "OF_STRING" }, { name: "TWICE", targets }];
  return command === "check" ? [{ targets }, {}] : [{ targets }];
}

/** What shows somewhere, each with the run and the line that show it. Lines that stand in many reports are looked at once. */
async function leaksOf(plot: Plot): Promise<Readonly<Record<string, string>>> {
  const leaks = new Map<string, string>();
  const seen = new Set<string>();
  for (const { command, request, color } of attempts(plot)) {
    const { stdout, stderr, files } = await run(command, plot, request, color);
    const lines = [stdout, stderr, ...files.map(({ text }) => text)].flatMap((text) => text.split("\n")).filter((line) => !seen.has(line));
    for (const line of new Set(lines)) {
      seen.add(line);
      for (const label of plot.canaries.seenIn(line)) leaks.set(label, `${command}: ${line}`);
    }
  }
  return Object.fromEntries(leaks);
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
