import { callsIn } from "../core/calls.ts";
import { lastName } from "../expression.ts";
import type { Found } from "../found.ts";
import { foundOf, OPTIONAL, REQUIRED, typed, withDefault, type Field } from "../schemas/field.ts";
import { Look, type Place } from "../schemas/look.ts";
import { sourceOf } from "../schemas/source.ts";
import { childOf, childrenOf, namedChildren, type Node } from "../tree.ts";
import type { Framework } from "./framework.ts";

/** https://docs.nestjs.com/techniques/configuration#custom-validate-function: the environment made an instance of a class whose fields are decorated. */
export const classValidator: Framework = {
  id: "class-validator",
  languages: ["typescript"],
  needs: /\bplainTo(?:Instance|Class)\b/,
  declared(view) {
    const { module } = view;
    const look = new Look(view);
    const reads = callsIn(module).flatMap(({ callee, arguments: [made, given] }): readonly Found[] => {
      if (made === undefined || given === undefined || !/^plainTo(?:Instance|Class)$/.test(lastName(callee))) return [];
      return sourceOf({ expression: given.value, module }, look) === undefined ? [] : fieldsOf({ expression: made.value, module }, look);
    });
    return { reads, open: [] };
  },
};

/** The fields of a class, and of those that it extends in the same file. */
function fieldsOf({ expression, module }: Place, look: Look): readonly Found[] {
  const { definitions, module: home } = look.meanings.of(expression, module);
  const body = definitions.flatMap(({ kind, node }) => (kind === "class" ? [childOf(node, "body")] : []))[0];
  return (body === undefined ? [] : namedChildren(body)).flatMap((node) => {
    const named = node.type === "public_field_definition" ? childOf(node, "name") : undefined;
    if (named === undefined) return [];
    return [foundOf({ key: named, module: home, field: fieldOf(node, home) }, home.textOf(named))];
  });
}

const TYPES: Readonly<Record<string, string>> = {
  IsNumber: "number",
  IsNumberString: "number",
  IsInt: "integer",
  IsPort: "integer",
  IsBoolean: "boolean",
  IsUrl: "url",
};

/** What is decorated has to be there, unless it may be absent or has a value already. */
function fieldOf(node: Node, module: Place["module"]): Field {
  const decorators = childrenOf(node, "decorator").map((one) => /^@([\w.]+)/.exec(module.textOf(one))?.[1] ?? "");
  const value = childOf(node, "value");
  const isOptional = decorators.includes("IsOptional") || (decorators.length === 0 && node.children.some(({ type }) => type === "?"));
  const field = isOptional ? OPTIONAL : REQUIRED;
  const type = decorators.flatMap((name) => TYPES[name] ?? [])[0];
  const hinted = type === undefined ? field : typed(field, type);
  return value === undefined ? hinted : withDefault(hinted, module.lower(value));
}
