import type { Entry, Expression } from "../expression.ts";
import { Look } from "../schemas/look.ts";
import { variablesIn } from "../schemas/source.ts";
import type { Framework, View } from "./framework.ts";

/** `process.env.KEY` as a key of `define`, of webpack's DefinePlugin, and their like. */
const DEFINED = /^(?:process|import\.meta)\.env\.(\w+)$/;

/**
 * What a bundler puts in the place of a read, so that no variable of that name is read: keys of `env` of next.config
 * (https://nextjs.org/docs/app/api-reference/config/next-config-js/env), and of `define`. One that is the variable of its own name is a read as before.
 */
export const bundlers: Framework = {
  id: "bundlers",
  languages: ["typescript"],
  needs: /["'](?:process|import\.meta)\.env\.\w+["']\s{0,99}\]?\s{0,99}:|\bNextConfig\b|\bnextConfig\b/,
  replaced(view) {
    const { module } = view;
    const isNext = /(?:^|\/)next\.config\.[cm]?[jt]s$/.test(module.path);
    return module.candidates.flatMap((node) => {
      const record = module.lower(node);
      if (record.kind !== "record" || record.node !== node) return [];
      return record.entries.flatMap((entry) => [
        ...definedBy(entry, view),
        ...(isNext && keyOf(entry) === "env" ? keysOf(entry.value, view) : []),
      ]);
    });
  },
};

const keyOf = ({ key, spread }: Entry): string | undefined => (spread !== true && key.kind === "text" ? key.text : undefined);

function definedBy(entry: Entry, view: View): readonly string[] {
  const [, name] = DEFINED.exec(keyOf(entry) ?? "") ?? [];
  return name === undefined || isItself(name, entry.value, view) ? [] : [name];
}

function keysOf(record: Expression, view: View): readonly string[] {
  const entries = new Look(view).entries({ expression: record, module: view.module }) ?? [];
  return entries.flatMap(({ name, value }) => (isItself(name, value.expression, view) ? [] : [name]));
}

function isItself(name: string, expression: Expression, view: View): boolean {
  return variablesIn({ expression, module: view.module }, new Look(view)).some((variable) => variable.name === name);
}
