import type { Host } from "../host.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { type Environment, valueOf } from "../model/environment.ts";
import type { ReadBy, Variable } from "../model/project.ts";
import type { Constraint, Declaration, ServiceSchema } from "../model/schema.ts";
import type { Span } from "../model/source.ts";
import type { Value } from "../model/value.ts";
import type { Surface } from "../reporters/reporter.ts";
import type { Request } from "../request.ts";
import { type Assessment, assess } from "../run.ts";
import { didYouMean } from "../text/suggest.ts";
import { jsonPlace, lineOf, placeOf } from "../text/place.ts";
import { lawOf, wantsOf } from "../text/wants.ts";
import { problemLine } from "../text/problem.ts";
import { sanitise, sanitiseJson } from "../text/sanitise.ts";
import { isTellable } from "../text/withhold.ts";
import { verdictOf } from "../report/verdict.ts";
import { withholdOpening, withholdReason } from "../report/withholding.ts";
import { complaints, deliver, type Outcome, refused } from "./command.ts";

/** One environment that was asked for the variable. */
interface Answer {
  readonly service: string | undefined;
  readonly stage: string;
  readonly verdict: string | undefined;
  /** Where the stage wants something else than the others. */
  readonly wants: string | undefined;
  readonly value: Value;
  /** Winner first. */
  readonly places: readonly Span[];
  readonly openings: Environment["openings"];
  /** Who reads its env files, where only a command or a manifest says that. */
  readonly readBy: readonly ReadBy[];
}

/** What can be said without knowing who asks. */
type Seen = Omit<Answer, "service" | "stage" | "readBy" | "wants">;

interface Explanation {
  readonly name: string;
  readonly declarations: readonly {
    readonly schema: ServiceSchema;
    readonly declaration: Declaration;
    readonly laws: readonly Constraint[];
  }[];
  readonly answers: readonly Answer[];
  readonly diagnostics: readonly Diagnostic[];
}

/** `envcheck explain NAME`: what the schemas want of it, every place that sets it, who wins where, and what the rules say. */
export async function run(request: Request, host: Host, surface: Surface): Promise<Outcome> {
  const name = request.name ?? "";
  const assessment = await assess(request, host, { kept: true });
  const explanation = explain(name, assessment);
  const { problems } = assessment.report;
  const troubles = problems.map(problemLine);
  if (explanation.declarations.length === 0 && explanation.answers.every(({ places }) => places.length === 0)) {
    if (troubles.length > 0 && assessment.project.readings.length === 0) return refused(troubles);
    const hint = didYouMean(name, [...namesIn(assessment)].filter(isTellable)) ?? "no schema declares it and nothing sets it";
    return refused([...troubles, `${name} is not known here; ${hint}`]);
  }
  const shown = deliver(request.outputs, surface, (format) => (format === "json" ? asJson : asText)(explanation));
  return { exitCode: problems.length > 0 ? 2 : 0, stderr: complaints(troubles), ...shown };
}

function explain(name: string, { project, report }: Assessment): Explanation {
  const declarations = [...new Set(project.deployments.map(({ schema }) => schema))].flatMap((schema) => {
    const declaration = schema.variables.get(name);
    const laws = schema.constraints.filter(({ variables, when }) => variables.includes(name) || when.some((one) => one.name === name));
    return declaration === undefined ? [] : [{ schema, declaration, laws }];
  });
  const staged = project.deployments.map(({ schema, stage, environment, variables, readings }): Answer => {
    const variable = variables.get(name);
    const answer = answerOf(name, environment);
    const readBy = readings.flatMap((reading) => reading.readBy ?? []);
    const [base, here] = [schema.variables.get(name), variable?.declaration].map((one) => (one === undefined ? undefined : wantsOf(one)));
    const wants = here === base ? undefined : here;
    return { service: schema.service, stage, readBy, wants, ...answer, ...(variable === undefined ? {} : judged(variable, answer)) };
  });
  const bare = project.readings.flatMap(({ target, environments, readBy }) =>
    environments.map((environment): Answer => {
      const { address } = environment.workload;
      const stage = address === "" || target.includes("#") ? target : `${target}#${address}`;
      return { service: undefined, stage, wants: undefined, readBy: readBy === undefined ? [] : [readBy], ...answerOf(name, environment) };
    }),
  );
  const answers = staged.length > 0 ? staged : bare.filter(({ places }) => places.length > 0);
  return { name, declarations, answers, diagnostics: report.diagnostics.filter(({ variable }) => variable === name) };
}

/** A declared variable may get its value from another name. */
function judged(variable: Variable, { places }: Seen): Pick<Answer, "verdict" | "value" | "places"> {
  const { value, entry } = variable;
  return { verdict: verdictOf(variable), value: withholdReason(value), places: entry?.from.map(({ at }) => at) ?? places };
}

function answerOf(name: string, environment: Environment): Seen {
  const offered = environment.backdrop?.find(name);
  const bindings = environment.entries.get(name)?.from ?? (offered === undefined ? [] : [offered]);
  const places = bindings.map(({ at }) => at);
  return {
    verdict: undefined,
    value: withholdReason(valueOf(environment, name)),
    places,
    openings: environment.openings.map(withholdOpening),
  };
}

function namesIn({ project }: Assessment): Set<string> {
  const declared = project.deployments.flatMap(({ declarations }) => [...declarations.keys()]);
  const set = project.readings.flatMap(({ environments }) => environments.flatMap(({ entries }) => [...entries.keys()]));
  return new Set([...declared, ...set]);
}

function asJson({ name, declarations, answers, diagnostics }: Explanation): string {
  const document = {
    version: 1,
    variable: name,
    declared: declarations.map(({ schema, declaration, laws }) => ({
      service: schema.service,
      type: declaration.use.type.id,
      wants: wantsOf(declaration),
      ...jsonPlace(declaration.at),
      constraints: laws.map((law) => ({ constraint: lawOf(law), ...jsonPlace(law.at) })),
    })),
    environments: answers.map(({ service, stage, verdict, wants, value, places, openings, readBy }) => ({
      service,
      stage,
      verdict,
      wants,
      state: value.state,
      ...("because" in value ? { because: value.because } : {}),
      from: places.map(jsonPlace),
      openings: openings.map(({ because, at }) => ({ because, ...jsonPlace(at) })),
      ...(readBy.length > 0 && { readBy: readBy.map(({ by, at }) => ({ by, ...jsonPlace(at) })) }),
    })),
    diagnostics: diagnostics.map(({ rule, severity, stage, message, at }) => ({ rule, severity, stage, message, ...jsonPlace(at) })),
  };
  return `${sanitiseJson(JSON.stringify(document, undefined, 2))}\n`;
}

function asText({ name, declarations, answers, diagnostics }: Explanation): string {
  const wanted = declarations.flatMap(({ schema, declaration, laws }) => [
    `  ${schema.service} wants ${wantsOf(declaration)}  ${placeOf(declaration.at)}`,
    ...(declaration.description === undefined ? [] : [`    ${declaration.description}`]),
    ...(declaration.impact === undefined ? [] : [`    impact: ${declaration.impact}`]),
    ...laws.map((law) => `    ${lawOf(law)}  ${placeOf(law.at)}`),
  ]);
  const isOfOne = new Set(answers.map(({ service }) => service)).size < 2;
  const labelOf = ({ service, stage }: Answer): string => (isOfOne || service === undefined ? stage : `${service} in ${stage}`);
  const width = Math.max(0, ...answers.map((answer) => labelOf(answer).length));
  const places = answers.flatMap((answer) => [
    `  ${labelOf(answer).padEnd(Math.min(width, 48))}  ${stateText(answer)}`,
    ...(answer.wants === undefined ? [] : [`    wants ${answer.wants}`]),
    ...answer.places.map((at, i) => `    ${i === 0 ? "from" : "over"} ${placeOf(at)}`),
    ...answer.readBy.map(({ by, at }) => `    read by ${by} in ${lineOf(at)}`),
  ]);
  const said = diagnostics.map(
    ({ severity, rule, stage, message }) => `  ${severity}[${rule}]${stage === undefined ? "" : ` ${stage}:`} ${message}`,
  );
  const none = declarations.length === 0 ? ["  no schema declares it"] : [];
  return [name, ...none, ...wanted, "", ...places, ...(said.length === 0 ? [] : ["", ...said])]
    .map((line) => `${sanitise(line)}\n`)
    .join("");
}

function stateText({ value, verdict, openings }: Answer): string {
  const state = value.state === "known" ? "set" : value.state === "absent" ? "not set" : `${value.state}: ${value.because}`;
  const unseen = openings.length > 0 && value.state === "absent" ? `; not seen: ${openings.map(({ because }) => because).join(", ")}` : "";
  return `${state}${unseen}${verdict === undefined || verdict === "ok" ? "" : `  (${verdict})`}`;
}
