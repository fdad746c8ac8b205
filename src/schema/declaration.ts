import type { Declaration, Requirement, TypeUse } from "../model/schema.ts";
import { Sealed } from "../model/sealed.ts";
import { judge } from "../types/judge.ts";
import { conditionsIn } from "./conditions.ts";
import { defined, type Field, type Fields, flagIn, keySpan, namesIn, textIn, textsIn, within, wordsIn } from "./fields.ts";
import type { Variable } from "./inherit.ts";
import { type Context, typeUseOf } from "./type-use.ts";

/** One variable in all stages. */
export interface Declared {
  readonly base: Declaration;
  /** The stages in which it differs. */
  readonly stages: ReadonlyMap<string, Declaration>;
}

export function declare(name: string, variable: Variable, context: Context): Declared {
  const { fields, stages } = variable;
  const forbiddenIn = textsIn(fields.get("forbidden")?.value.kind === "sequence" ? fields.get("forbidden") : undefined) ?? [];
  const differing = new Set([...stages.keys(), ...forbiddenIn]);
  return {
    base: declarationOf({ name, variable, fields, forbidden: flagIn(fields.get("forbidden")) ?? false, set: fields }, context),
    stages: new Map(
      [...differing].map((stage) => {
        const override: Fields = stages.get(stage)?.fields ?? new Map();
        const forbidden = flagIn(override.get("forbidden")) ?? flagIn(fields.get("forbidden")) ?? forbiddenIn.includes(stage);
        return [stage, declarationOf({ name, variable, fields: new Map([...fields, ...override]), forbidden, set: override }, context)];
      }),
    ),
  };
}

/** One variable in one stage. */
interface View {
  readonly name: string;
  readonly variable: Variable;
  readonly fields: Fields;
  readonly forbidden: boolean;
  /** The fields that this stage sets itself, whose texts are judged here. */
  readonly set: Fields;
}

function declarationOf(view: View, context: Context): Declaration {
  const { name, variable, fields, forbidden } = view;
  const said = typeUseOf(name, fields, context);
  const sensitive = flagIn(fields.get("sensitive")) ?? (said.type.sensitive || said.constraints.items?.type.sensitive === true);
  const use = sensitive ? sealed(said) : said;
  judgeTexts(view, use, context);
  const given = stands(view) ? textIn(fields.get("default")) : undefined;
  return {
    name,
    at: keySpan(variable.field),
    use,
    required: requirementOf(view, context),
    sensitive,
    forbidden,
    aliases: namesIn(fields.get("aliases")).map(({ text }) => text),
    ...defined({
      default: given === undefined ? undefined : new Sealed(given),
      deprecated: deprecationIn(fields.get("deprecated")),
      description: textIn(fields.get("description")),
      impact: textIn(fields.get("impact")),
      example: sensitive ? undefined : textIn(fields.get("example")),
      docs: textIn(fields.get("docs")),
      owner: textIn(fields.get("owner")),
      runbook: textIn(fields.get("runbook")),
    }),
  };
}

/** The use of a sensitive variable: what the schema lists for it is as secret as its value. */
function sealed({ type, constraints: { items, ...constraints } }: TypeUse): TypeUse {
  return { type, constraints: items === undefined ? constraints : { ...constraints, items: sealed(items) }, sensitive: true };
}

/** Whether a default counts: not where the variable must be set all the same, unless the default is the nearer word. */
function stands({ fields, set }: View): boolean {
  return flagIn(fields.get("required")) !== true || (set !== fields && set.has("default") && !set.has("required"));
}

/** What it says, else whether nothing speaks against it: no default, not deprecated, not forbidden. */
function requirementOf(view: View, { report }: Context): Requirement {
  const { name, fields, forbidden } = view;
  const field = fields.get("required");
  const said = flagIn(field);
  if (field !== undefined && said === true && forbidden) report(keySpan(field), `${name} cannot be required where it is forbidden`);
  if (said !== undefined) return said && !(stands(view) && fields.has("default"));
  if (field?.value.kind === "mapping") return { when: conditionsIn(within(field).get("when"), report) };
  return textIn(fields.get("default")) === undefined && deprecationIn(fields.get("deprecated")) === undefined && !forbidden;
}

function deprecationIn(field: Field | undefined): string | undefined {
  const said = flagIn(field);
  return said === undefined ? textIn(field) : said ? "" : undefined;
}

/** The texts that the schema itself gives must be what it asks for; a stage answers only for those it sets. */
function judgeTexts({ name, set }: View, use: TypeUse, { reader, report }: Context): void {
  const tell = (key: string, wanted: TypeUse): void => {
    const field = set.get(key);
    const complaint = wordsIn(field)
      .map(({ text }) => judge(text, wanted, reader))
      .find((found) => found?.rule === "invalid");
    if (field !== undefined && complaint !== undefined) report(keySpan(field), `${name}.${key} ${complaint.message}`);
  };
  const preset = set.get("default");
  if (preset !== undefined && use.type.sensitive) {
    report(
      keySpan(preset),
      `${name} is of type ${use.type.id}, which takes no default; say required: false where the service runs without it`,
    );
  }
  if (use.type.sensitive) return;
  tell("default", use);
  tell("example", use);
  tell("one-of", { type: use.type, constraints: {} });
}
