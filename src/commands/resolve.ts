import { deployingShell } from "../discover/deploying-shell.ts";
import { Files } from "../discover/files.ts";
import { isRefusal, sentenceOf } from "../discover/refusal.ts";
import { type ReadTarget, TargetReader } from "../discover/reader.ts";
import { loadInputs } from "../discover/inputs.ts";
import { askLive } from "../discover/live-answers.ts";
import { configuredRoles } from "../discover/role.ts";
import type { Host } from "../host.ts";
import { type Environment, type Opening, variablesOf } from "../model/environment.ts";
import type { Fact } from "../model/fact.ts";
import type { LiveAnswers } from "../model/live.ts";
import type { Problem } from "../model/source.ts";
import type { Value } from "../model/value.ts";
import type { Surface } from "../reporters/reporter.ts";
import type { Request } from "../request.ts";
import { reveal } from "../resolve/reveal.ts";
import type { Reading } from "../model/project.ts";
import { jsonPlace, lineOf, placeOf } from "../text/place.ts";
import { withhold, withoutValues } from "../text/withhold.ts";
import { withholdEnvironment, withholdProblem } from "../report/withholding.ts";
import { sanitise, sanitiseJson } from "../text/sanitise.ts";
import { deliver, type Outcome } from "./command.ts";

interface TargetProblem extends Problem {
  readonly target: string;
}

interface Resolved {
  readonly found: readonly ReadTarget[];
  readonly problems: readonly TargetProblem[];
  /** Whether the command line said what the deploying shell has. */
  readonly shellGiven: boolean;
}

/**
 * `envcheck resolve TARGET...`: what each workload gets from a shell that has exactly what `--host-env` gives it. A target that cannot be read
 * is a problem and stops no other.
 */
export async function run(request: Request, host: Host, surface: Surface): Promise<Outcome> {
  return resolveTargets(request, host, surface, await askLive(request.targets, host, request));
}

/** The same, once all that is live among the targets has answered. */
export function resolveTargets(request: Request, host: Host, surface: Surface, live: LiveAnswers = new Map()): Outcome {
  const files = new Files(host);
  const { config, services, hostEnv, problems: wrong } = loadInputs({ ...request, services: [], stages: [] }, files);
  const [name] = request.services;
  const asker = name === undefined ? undefined : (services.find(({ service }) => service === name) ?? { service: name });
  const reader = new TargetReader({ files, shell: deployingShell(hostEnv, true), role: configuredRoles(config, host), live });
  const found: ReadTarget[] = [];
  const problems: TargetProblem[] = wrong.map((problem) => ({ ...problem, target: "" }));
  for (const target of request.targets) {
    const result = reader.read(target, asker);
    if (isRefusal(result)) {
      const { causes = [], message } = result;
      problems.push(...(causes.length > 0 ? causes : [{ message }]).map((problem) => ({ ...problem, target })));
      continue;
    }
    found.push({ ...result, reading: { ...result.reading, target } });
    problems.push(...refusalsOf(result.reading).map((problem) => ({ ...problem, target })));
  }
  const whole: Resolved = { found, problems, shellGiven: hostEnv !== undefined };
  const resolved = request.reveal ? whole : withholdIn(whole);
  const shown = deliver(request.outputs, surface, (format) => (format === "json" ? asJson : asText)(resolved, request.reveal));
  return { exitCode: problems.length > 0 ? 2 : found.some(isUndetermined) ? 3 : 0, stderr: "", ...shown };
}

function isUndetermined({ chosen }: ReadTarget): boolean {
  return chosen.some(({ workload, openings }) => workload.instance !== undefined && openings.length > 0);
}

/** All that may be told to whoever did not ask for values. */
function withholdIn({ found, problems, shellGiven }: Resolved): Resolved {
  return {
    found: found.map(({ reading, chosen }) => ({
      reading: { ...reading, target: withoutValues(reading.target) },
      chosen: chosen.map(withholdEnvironment),
    })),
    problems: problems.map((problem) => ({ ...withholdProblem(problem), target: withoutValues(problem.target) })),
    shellGiven,
  };
}

/** What is wrong with the document, and what its consumer would refuse at start. */
function refusalsOf({ spec }: Reading): readonly Problem[] {
  return [...spec.problems, ...spec.facts.flatMap(refusalOf)];
}

function refusalOf(fact: Fact): Problem[] {
  const { at } = fact;
  if (fact.kind === "missing-file" && !fact.optional) return [{ at, message: `${fact.path} is not there` }];
  if (fact.kind === "refused-type") return [{ at, message: `${fact.name} must be a string, and is a ${fact.type}` }];
  if (fact.kind !== "reference" || fact.otherwise !== "error" || !isUnset(fact.value)) return [];
  return [{ at, message: `${fact.refers} is not set, and the reference demands it` }];
}

function isUnset(value: Value): boolean {
  return value.state === "absent";
}

/** What was not seen; a shell of which nothing was said is taken to be empty, and that is told. */
function openingsOf(environment: Environment, { spec }: Reading, shellGiven: boolean): readonly Opening[] {
  if (shellGiven) return environment.openings;
  const own = new Set([...environment.entries.values()].flatMap(({ from }) => from.map(({ name }) => name)));
  const asked = spec.facts.filter((fact) => fact.kind === "reference" && fact.from === "shell" && isUnset(fact.value));
  const [first, ...rest] = asked.flatMap((fact) => (fact.kind === "reference" && own.has(fact.name ?? "") ? [fact] : []));
  if (first === undefined) return environment.openings;
  const names = [...new Set([first, ...rest].map(({ refers }) => withhold(refers)))];
  const because = `the deploying shell is taken to be empty; say what it has with --host-env: ${names.slice(0, 5).join(", ")}`;
  return [
    ...environment.openings,
    { at: first.at, because: names.length > 5 ? `${because} and ${String(names.length - 5)} more` : because },
  ];
}

function asJson({ found, problems, shellGiven }: Resolved, show: boolean): string {
  const environments = found.flatMap(({ reading, chosen }) =>
    chosen.map((environment) => ({
      target: reading.target,
      format: reading.format,
      workload: environment.workload.address,
      at: jsonPlace(environment.workload.at),
      ...(reading.readBy && { readBy: { by: reading.readBy.by, ...jsonPlace(reading.readBy.at) } }),
      variables: Object.fromEntries(
        [...variablesOf(environment)].map(({ name, value, from }) => [
          name,
          { ...valueJson(value, show), from: from.map(({ at }) => jsonPlace(at)) },
        ]),
      ),
      openings: openingsOf(environment, reading, shellGiven).map(({ because, at }) => ({ because, ...jsonPlace(at) })),
    })),
  );
  const troubles = problems.map(({ target, message, at }) => ({ target, message, ...(at === undefined ? {} : jsonPlace(at)) }));
  return `${sanitiseJson(JSON.stringify({ version: 1, environments, problems: troubles }, undefined, 2))}\n`;
}

function valueJson(value: Value, show: boolean): object {
  if (value.state === "known") return show ? { state: value.state, value: reveal(value) } : { state: value.state };
  return value;
}

function asText(resolved: Resolved, show: boolean): string {
  const problems = resolved.problems.map(
    (problem) => `error: ${problem.at === undefined ? sentenceOf(problem) : `${placeOf(problem.at)}: ${problem.message}`}`,
  );
  const blocks = resolved.found.flatMap(({ reading, chosen }) =>
    chosen.length === 0 && reading.spec.problems.length === 0
      ? `${sanitise(`${reading.format}  ${reading.target}: what is here holds no workload`)}\n`
      : chosen.map((environment) => environmentText(environment, reading, { shellGiven: resolved.shellGiven, show })),
  );
  return `${[...blocks, ...problems.map(sanitise)].join("\n")}\n`;
}

function environmentText(environment: Environment, reading: Reading, { shellGiven, show }: { shellGiven: boolean; show: boolean }): string {
  const { address, at } = environment.workload;
  const variables = [...variablesOf(environment)].map((variable) => ({ ...variable, name: sanitise(variable.name) }));
  const width = variables.reduce((widest, { name }) => Math.max(widest, name.length), 0);
  const { format, readBy } = reading;
  const reader = readBy === undefined ? "" : `  read by ${readBy.by} in ${lineOf(readBy.at)}`;
  const head = `${[format, address].filter((word) => word !== "").join(" ")}  ${placeOf(at)}${reader}`;
  const lines = variables.map(({ name, value, from }) => {
    const [winner = "", ...shadowed] = from.map((binding) => lineOf(binding.at));
    const over = shadowed.length === 0 ? "" : `  over ${shadowed.join(", ")}`;
    return `  ${name.padEnd(Math.min(width, 40))}  ${valueText(value, show)}  ${winner}${over}`;
  });
  const unseen = openingsOf(environment, reading, shellGiven).map(({ because, at: place }) => `  not seen: ${because}  ${lineOf(place)}`);
  return [head, ...lines, ...unseen].map((line) => `${sanitise(line)}\n`).join("");
}

function valueText(value: Value, show: boolean): string {
  if (value.state === "known") return show ? JSON.stringify(reveal(value)) : "set";
  return value.state === "absent" ? "not set" : `${value.state} (${value.because})`;
}
