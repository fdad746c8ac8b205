import type { Declaration, ReaderId, ServiceSchema, Stage } from "../model/schema.ts";
import { patternsIn, readersIn } from "./code-keys.ts";
import { namesOfConditions } from "./conditions.ts";
import { constraintsIn, type Written } from "./constraints.ts";
import { type Declared, declare } from "./declaration.ts";
import { defined, flagIn, keySpan, type Report, textIn, textsIn, within, type Word, wordsIn } from "./fields.ts";
import type { Layered, Variable } from "./inherit.ts";
import { tellUnknown } from "./names.ts";
import { envFileReaders, readers } from "./words.ts";
import { stagesIn } from "./stages.ts";
import type { Context } from "./type-use.ts";

/** One service, with the constraints whose names of other services are still to be looked up. */
export interface Built {
  readonly schema: ServiceSchema;
  readonly constraints: readonly Written[];
}

/** Env-file formats that a reader's own loader implies: django-environ has its parser, pydantic-settings uses python-dotenv. */
const envFileFormats: Partial<Record<ReaderId, string>> = { "django-environ": "django-environ", pydantic: "python-dotenv" };

export function buildService(layered: Layered, { text: service, at }: Word, context: Omit<Context, "reader">): Built {
  const { fields } = layered;
  const said = textIn(fields.get("reader"));
  const reader = readers.find((id) => id === said) ?? "strict";
  const declared = new Map([...layered.variables].map(([name, variable]) => [name, declare(name, variable, { ...context, reader })]));
  const constraints = layered.constraints.flatMap((law) => constraintsIn(law, context.report));
  const stages = stagesIn(layered.stages);
  const variables = new Map([...declared].map(([name, { base }]) => [name, base]));
  tellUndeclared(layered, constraints, stages, context.report);
  tellOwnAliases(layered, context.report);
  const schema: ServiceSchema = {
    service,
    at,
    reader,
    closed: flagIn(fields.get("closed")) ?? false,
    code: textsIn(fields.get("code")) ?? [],
    readers: readersIn(fields.get("readers")),
    dynamic: patternsIn(fields.get("dynamic")),
    stages,
    constraints: constraints.map(({ constraint }) => constraint),
    variables,
    spokenOf: stagesSpokenOf(layered),
    inStage: inStage(declared),
    ...defined({
      description: textIn(fields.get("description")),
      owner: textIn(fields.get("owner")),
      runbook: textIn(fields.get("runbook")),
      envFileFormat: envFileReaders.find((id) => id === said) ?? envFileFormats[reader],
    }),
  };
  return { schema, constraints };
}

function inStage(declared: ReadonlyMap<string, Declared>): ServiceSchema["inStage"] {
  const known = new Map<string, ReadonlyMap<string, Declaration>>();
  return (stage) => {
    const found = known.get(stage) ?? new Map([...declared].map(([name, { base, stages }]) => [name, stages.get(stage) ?? base]));
    known.set(stage, found);
    return found;
  };
}

/** Tells the variables and stages that are named without being declared. What a shared file says of other stages is no mistake. */
function tellUndeclared(layered: Layered, constraints: readonly Written[], stages: readonly Stage[], report: Report): void {
  const { source, variables } = layered;
  const named = [...[...variables.values()].flatMap(conditionsOf), ...constraints.flatMap((written) => written.variables)];
  tellUnknown(named, new Set(variables.keys()), (name, hint) => `${name} is not declared here${hint}`, report);
  if (stages.length === 0) return;
  const known = stages.map(({ name }) => name);
  const words = [...[...variables.values()].flatMap(stagesOf), ...constraints.flatMap((written) => written.stages)];
  const own = words.filter(({ at }) => at.source === source);
  tellUnknown(own, new Set(known), (name, hint) => `no stage is called ${name}${hint}; the stages are ${known.join(", ")}`, report);
}

function tellOwnAliases({ variables }: Layered, report: Report): void {
  for (const [name, { fields }] of variables)
    for (const { text, at } of wordsIn(fields.get("aliases"))) if (text === name) report(at, `${name} cannot be an alias of itself`);
}

/** The variables that `required: { when }` names, in all stages. */
function conditionsOf({ fields, stages }: Variable): readonly Word[] {
  return [fields, ...[...stages.values()].map((override) => override.fields)].flatMap((each) =>
    namesOfConditions(within(each.get("required")).get("when")),
  );
}

function stagesSpokenOf({ source, variables }: Layered): ReadonlySet<string> {
  const words = [...variables.values()].flatMap(stagesOf).filter(({ at }) => at.source === source);
  return new Set(words.map(({ text }) => text));
}

function stagesOf({ fields, stages }: Variable): readonly Word[] {
  const forbidden = fields.get("forbidden");
  const listed = forbidden?.value.kind === "sequence" ? wordsIn(forbidden) : [];
  return [...[...stages].map(([text, { field }]) => ({ text, at: keySpan(field) })), ...listed];
}
