import type { Outcome } from "./commands/command.ts";
import type { Host } from "./host.ts";
import { runningIn } from "./judgement/running.ts";
import { assessLive } from "./live.ts";
import type { Surface } from "./reporters/reporter.ts";
import { outcomeOf } from "./outcome.ts";
import type { Request } from "./request.ts";
import type { Assessment } from "./run.ts";
import { count } from "./text/counts.ts";
import { sanitise } from "./text/sanitise.ts";

/** Looks again and again, and prints a line for each thing that came or went; ends with the time of `--wait`, or by a signal. */
export async function watch(request: Request, host: Host, surface: Surface): Promise<Outcome> {
  const end = request.wait === undefined ? Infinity : host.now() + request.wait;
  const isJson = request.outputs.some(({ format }) => format === "json");
  let before: ReadonlyMap<string, Sight> | undefined;
  for (;;) {
    const assessment = await assessLive(request, host);
    const now = sightsIn(assessment);
    const time = new Date(host.time()).toISOString();
    const print = (change: Change): void => host.print(isJson ? jsonLine(time, change) : textLine(time, change));
    if (assessment.hopeless === true) return outcomeOf(assessment, request, surface);
    if (before === undefined && !isJson) host.print(`${time} ${opening(assessment)}\n`);
    for (const change of changesBetween(before ?? new Map(), now)) print(change);
    before = now;
    if (host.now() + request.every > end) return { ...outcomeOf(assessment, request, surface), stdout: "", files: [] };
    await host.wait(request.every);
  }
}

/** Something that there is in one look and not in another. */
interface Sight {
  readonly kind: "process" | "error" | "warning" | "unseen" | "problem";
  readonly rule?: string;
  readonly service?: string;
  readonly stage?: string;
  readonly variable?: string;
  readonly message: string;
}

interface Change {
  readonly came: boolean;
  readonly sight: Sight;
}

/** By what tells them apart. */
function sightsIn({ project, report }: Assessment): ReadonlyMap<string, Sight> {
  const sights: Sight[] = [
    ...runningIn(project).map(({ instance, target }): Sight => {
      const since = instance.started === undefined ? "" : `, started ${new Date(instance.started).toISOString()}`;
      return { kind: "process", message: `${instance.address || target} runs${since}` };
    }),
    ...report.diagnostics.map(({ rule, severity, service, stage, variable, message }): Sight => {
      const context = { ...(service && { service }), ...(stage && { stage }), ...(variable && { variable }) };
      return { kind: severity, rule, ...context, message };
    }),
    ...report.unseen.map(({ because }): Sight => ({ kind: "unseen", message: because })),
    ...report.problems.map(({ message }): Sight => ({ kind: "problem", message })),
  ];
  return new Map(sights.map((sight) => [JSON.stringify(sight), sight]));
}

function changesBetween(before: ReadonlyMap<string, Sight>, now: ReadonlyMap<string, Sight>): readonly Change[] {
  const gone = [...before].filter(([key]) => !now.has(key)).map(([, sight]) => ({ came: false, sight }));
  const come = [...now].filter(([key]) => !before.has(key)).map(([, sight]) => ({ came: true, sight }));
  return [...gone, ...come];
}

function opening({ project, report: { summary } }: Assessment): string {
  const running = runningIn(project).length;
  const processes = `${String(running)} ${running === 1 ? "process" : "processes"}`;
  return `  ${processes}, ${count(summary.errors, "error")}, ${count(summary.warnings, "warning")}`;
}

function textLine(time: string, { came, sight: { kind, rule, service, stage, message } }: Change): string {
  const what = rule === undefined ? kind : `${kind}[${rule}]`;
  const where = [service, stage].filter((word) => word !== undefined).join(" ");
  return `${sanitise(`${time} ${came ? "+" : "-"} ${what} ${where === "" ? "" : `${where}: `}${message}`)}\n`;
}

function jsonLine(time: string, { came, sight }: Change): string {
  return `${JSON.stringify({ version: 1, time, change: came ? "came" : "went", ...sight })}\n`;
}
