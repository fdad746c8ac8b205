import type { ReaderId, ServiceSchema, ValueType } from "../model/schema.ts";
import type { Problem, Source } from "../model/source.ts";
import { typeById } from "../types/index.ts";
import { startOf } from "./document.ts";
import type { Report } from "./fields.ts";
import { inherit } from "./inherit.ts";
import { shapeMistakes } from "./mistakes.ts";
import { buildService } from "./service.ts";
import { serviceShape } from "./shape.ts";
import { treeOf } from "./tree.ts";
import type { EnvFileReaderId } from "./words.ts";
import { type ZodLike, zodType } from "./zod-type.ts";

/** What a stage gets its variables from, in the forms of the schema file. */
export type StageDefinition =
  | string
  | readonly string[]
  | {
      readonly target: string | readonly string[];
      readonly live?: string | readonly string[];
      readonly "host-env"?: readonly string[] | Readonly<Record<string, string>>;
      readonly provided?: readonly string[] | Readonly<Record<string, string>>;
    };

/** A schema file as an object, its variables as a zod object. A variable's `meta` takes the keys of the language: `sensitive`, `impact`, `in` and so on. */
export interface ServiceDefinition {
  readonly service: string;
  readonly description?: string;
  readonly owner?: string;
  readonly runbook?: string;
  readonly reader?: ReaderId | EnvFileReaderId;
  readonly code?: readonly string[];
  readonly readers?: readonly Readonly<Record<string, unknown>>[];
  readonly dynamic?: readonly string[];
  readonly closed?: boolean;
  readonly stages?: Readonly<Record<string, StageDefinition>>;
  readonly constraints?: readonly Readonly<Record<string, unknown>>[];
  readonly variables: { readonly shape: Readonly<Record<string, ZodLike>> };
}

/** Declares a service in a TypeScript module; the module is run only where the command line names it. */
export function defineService(definition: ServiceDefinition): ServiceDefinition {
  return definition;
}

/** The schema that a module exports. Places in the source are those where a name first stands as a word. */
export function serviceFromDefinition(
  definition: unknown,
  source: Source,
): { readonly services: readonly ServiceSchema[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const report: Report = (at, message) => problems.push(at === undefined ? { message } : { at, message });
  if (!isDefinition(definition)) {
    report(startOf(source), "the module exports no service; give defineService a service and variables: z.object({ ... })");
    return { services: [], problems };
  }
  const variables = Object.entries(definition.variables.shape).map(([name, schema]) => ({ name, ...variableOf(name, schema) }));
  const plain = (keys: (variable: (typeof variables)[number]) => object): Record<string, unknown> => {
    return { ...definition, variables: new Map(variables.map((variable) => [variable.name, keys(variable)])) };
  };
  problems.push(
    ...shapeMistakes(
      source,
      treeOf(
        plain(({ keys }) => keys),
        source,
      ),
      serviceShape(),
    ),
  );
  const root = treeOf(
    plain(({ keys, type }) => ({ ...keys, type: type.id })),
    source,
  );
  const zodTypes = new Map<string, ValueType>(variables.map(({ type }) => [type.id, type]));
  const context = { report, typeOf: (id: string) => zodTypes.get(id) ?? typeById.get(id) };
  const name = { text: definition.service, at: startOf(source) };
  const { schema } = buildService(inherit(source, root, [], report), name, context);
  return { services: [schema], problems };
}

/** Whether an export is a service; a module may export other things too. */
export function isDefinition(found: unknown): found is ServiceDefinition {
  if (typeof found !== "object" || found === null || !("service" in found) || !("variables" in found)) return false;
  const { service, variables } = found;
  return (
    typeof service === "string" &&
    typeof variables === "object" &&
    variables !== null &&
    "shape" in variables &&
    typeof variables.shape === "object"
  );
}

/** The keys of the schema language that a zod schema implies, under those that its `meta` gives. */
function variableOf(name: string, schema: ZodLike): { readonly keys: object; readonly type: ValueType } {
  const layers = layersOf(schema);
  const type = zodType(name, schema);
  const meta = layers.toReversed().flatMap((layer) => Object.entries(layer.meta?.() ?? {}));
  const optional = layers.some(
    ({ def }) => "type" in def && (def.type === "optional" || def.type === "default" || def.type === "prefault"),
  );
  const preset = layers.map(({ def }) => ("defaultValue" in def ? def.defaultValue : undefined)).find((value) => value !== undefined);
  const text = typeof preset === "string" || typeof preset === "number" || typeof preset === "boolean" ? String(preset) : undefined;
  const shown = text !== undefined && type.check(text, { constraints: {}, reader: "strict" }) === undefined;
  return {
    keys: {
      ...(optional ? { required: false } : {}),
      ...(shown ? { default: text } : {}),
      ...Object.fromEntries(meta.filter(([key]) => !foreign.has(key))),
    },
    type,
  };
}

/** Metadata that is for other tools. */
const foreign: ReadonlySet<string> = new Set(["id", "title", "examples"]);

/** A schema and those it wraps: `optional` and `default` around it, the input side of a pipe. */
function layersOf(schema: ZodLike): ZodLike[] {
  const layers = [schema];
  for (let inner = innerOf(schema); inner !== undefined; inner = innerOf(inner)) layers.push(inner);
  return layers;
}

function innerOf({ def }: ZodLike): ZodLike | undefined {
  const inner: unknown = "innerType" in def ? def.innerType : "in" in def ? def.in : undefined;
  return isZod(inner) ? inner : undefined;
}

function isZod(found: unknown): found is ZodLike {
  return typeof found === "object" && found !== null && "safeParse" in found && "def" in found && typeof found.def === "object";
}
