import type { Finding, Note } from "../model/diagnostic.ts";
import type { Entry } from "../model/environment.ts";
import type { Declaration } from "../model/schema.ts";
import type { Span } from "../model/source.ts";
import { isEmpty } from "../model/value.ts";
import type { Deployment, Variable } from "../model/project.ts";

/** ` for auth in production`: the end of a sentence about one deployment. */
export function forWhom({ schema, stage }: Deployment): string {
  return ` for ${schema.service} in ${stage}`;
}

/** Where the variable's value is written, else where it could be. */
export function whereSet({ entry, deployment }: Variable): Span {
  return entry?.from[0].at ?? whereListed(deployment);
}

/** Where the variables of a workload are written, else the workload itself. */
export function whereListed({ environment: { workload } }: Deployment): Span {
  return workload.list ?? workload.at;
}

/** A finding of a project-wide rule about one deployment. */
export function inDeployment(finding: Finding, { schema, stage }: Deployment): Finding {
  return { ...finding, service: schema.service, stage };
}

/** The schema's line, with its reason for being there. */
export function declaredNote(declaration: Declaration, how = "declared"): Note {
  const described = declaration.description === undefined ? "" : `: "${declaration.description}"`;
  return { at: declaration.at, message: `${how}${described}` };
}

/** The places that a winning binding overrides, nearest first. */
export function overriddenNotes(entry: Entry | undefined): Note[] {
  const [, ...shadowed] = entry?.from ?? [];
  return shadowed.slice(0, 5).map(({ at }) => ({ at, message: "overrides this one" }));
}

/** Whether the schema says in so many words that the empty text will do. */
export function mayBeEmpty({ use: { constraints } }: Declaration): boolean {
  return constraints.minLength === 0 || constraints.oneOf?.includes("") === true;
}

/** Types whose readers break on the empty text instead of taking it for "not set". */
const unparsable = new Set(["integer", "number", "port", "duration", "byte-size"]);

/** Whether the variable is set to the empty text where that is no value: `required` breaks the service, `optional` its reader. */
export function emptiness({ declaration, value, required }: Variable): "required" | "optional" | undefined {
  if (!isEmpty(value) || declaration.forbidden || mayBeEmpty(declaration)) return undefined;
  if (required === true) return "required";
  return required === false && unparsable.has(declaration.use.type.id) ? "optional" : undefined;
}
