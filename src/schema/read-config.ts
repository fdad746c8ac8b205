import type { Config } from "../model/config.ts";
import type { Problem, Source } from "../model/source.ts";
import { patternsIn, readersIn } from "./code-keys.ts";
import { readDocument } from "./document.ts";
import { type Field, fieldsOf, flagIn, textIn, textsIn, within } from "./fields.ts";
import { shapeMistakes } from "./mistakes.ts";
import { suppressionsIn } from "./suppressions.ts";
import { configShape, failOns, levels, roles } from "./config-shape.ts";

/** Reads `envcheck.yaml`; an empty file says nothing and is right. What is wrong in it is left out of the configuration. */
export function readConfig(source: Source, ruleIds: readonly string[]): { readonly config: Config; readonly problems: readonly Problem[] } {
  const { root, problems } = readDocument(source, (from, node) => shapeMistakes(from, node, configShape(ruleIds)));
  const fields = fieldsOf(source, root);
  const failOn = wordAmong(failOns, fields.get("fail-on"));
  const schemas = textsIn(fields.get("schemas"));
  const baseline = textIn(fields.get("baseline"));
  const config: Config = {
    rules: tableOf(levels, fields.get("rules")),
    roles: tableOf(roles, fields.get("roles")),
    ignore: textsIn(fields.get("ignore")) ?? [],
    readers: readersIn(fields.get("readers")),
    dynamic: patternsIn(fields.get("dynamic")),
    suppressions: suppressionsIn(fields.get("suppressions")),
    strict: flagIn(fields.get("strict")) ?? false,
    ...(schemas === undefined ? {} : { schemas }),
    ...(baseline === undefined ? {} : { baseline }),
    ...(failOn === undefined ? {} : { failOn }),
  };
  return { config, problems };
}

function tableOf<T extends string>(words: readonly T[], field: Field | undefined): ReadonlyMap<string, T> {
  return new Map(
    [...within(field)].flatMap(([name, inner]) => {
      const word = wordAmong(words, inner);
      return word === undefined ? [] : [[name, word] as const];
    }),
  );
}

function wordAmong<T extends string>(words: readonly T[], field: Field | undefined): T | undefined {
  const text = textIn(field);
  return words.find((word) => word === text);
}
