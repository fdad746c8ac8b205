import type { Code } from "../code.ts";
import { collect } from "../draft/collect.ts";
import { withVariables } from "../draft/insert.ts";
import { draftOf } from "../draft/variable.ts";
import type { ServiceCode } from "../model/project.ts";
import type { Dynamic } from "../model/read.ts";
import type { ServiceSchema } from "../model/schema.ts";
import type { Source } from "../model/source.ts";
import { plainOf } from "../schema/plain.ts";
import { readSchemas } from "../schema/read-schemas.ts";
import { get, pairsOf, yamlDocument } from "../text/yaml.ts";
import { sanction } from "../text/name-pattern.ts";
import { ServiceCodes } from "./closures.ts";
import type { Inputs } from "./inputs.ts";
import type { Files } from "./files.ts";

/** A schema file with the variables that its code reads and that it lacked. */
export interface Extension {
  readonly source: Source;
  readonly text: string;
  readonly added: readonly string[];
}

/** Why a schema is left as it is. */
export interface NotExtended {
  readonly path: string;
  readonly because: string;
}

/** Every schema with what its code reads besides. What cannot be put in without a doubt is left out, with the reason. */
export function extensionsOf({ services, config }: Inputs, code: Code, files: Files): readonly (Extension | NotExtended)[] {
  const codes = new ServiceCodes(code, files, config.dynamic);
  return services.map((schema) => {
    const { source } = schema.at;
    const own = codes.ofSchema(schema) ?? (services.length === 1 ? codes.ofRepository() : undefined);
    if (own === undefined) return { path: source.path, because: "it does not say which code is its service's: give it code: [folder/**]" };
    return extended(schema, own, files);
  });
}

function extended(schema: ServiceSchema, code: ServiceCode, files: Files): Extension | NotExtended {
  const { source } = schema.at;
  if (!/\.(?:ya?ml|json)$/.test(source.path)) return { path: source.path, because: "it is a module, whose zod object only you can extend" };
  const declared = new Set([...schema.variables.values()].flatMap(({ name, aliases }) => [name, `${name}_FILE`, ...aliases]));
  const { evidence } = collect({ code, isCertain: true, environments: [], examples: new Map(), isOwnExample: () => false });
  const drafts = evidence.filter(({ name, need }) => need !== undefined && !declared.has(name)).map(draftOf);
  const added = drafts.map(({ name }) => name);
  if (drafts.length === 0) return { source, text: source.text, added };
  const text = withVariables(source, drafts);
  if (typeof text !== "string") return { path: source.path, because: text.because };
  const isFine = says(source, files) === says({ path: source.path, text }, files, new Set(added));
  return isFine ? { source, text, added } : { path: source.path, because: "its variables are written in a way that more cannot be put in" };
}

/** Everything that a schema file says but these variables: what must be the same before and after. */
function says(source: Source, files: Files, except: ReadonlySet<string> = new Set()): string {
  const { problems } = readSchemas([source], (path) => files.read(path));
  const { root } = yamlDocument(source);
  const variables = pairsOf(get(root, "variables")).flatMap(({ key, value }) =>
    key.kind === "scalar" && !except.has(key.text) ? [[key.text, plainOf(value)] as const] : [],
  );
  const others = pairsOf(root).flatMap(({ key, value }) =>
    key.kind === "scalar" && key.text !== "variables" ? [[key.text, plainOf(value)] as const] : [],
  );
  return JSON.stringify([problems.map(({ message }) => message), variables, others]);
}

/** The open reads of a project, as the schemas and the configuration sanction them. */
export function sanctionedIn({ services, config }: Inputs, code: Code, files: Files): readonly Dynamic[] {
  const codes = new ServiceCodes(code, files, config.dynamic);
  const fine = services.flatMap((schema) =>
    (codes.ofSchema(schema)?.dynamic ?? sanction(code.dynamic, schema.dynamic)).filter(({ sanctioned }) => sanctioned),
  );
  const places = new Set(fine.map(({ at }) => at));
  return sanction(code.dynamic, config.dynamic).map((one) => (places.has(one.at) ? { ...one, sanctioned: true } : one));
}
