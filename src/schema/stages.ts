import type { Stage, TargetText } from "../model/schema.ts";
import { Sealed } from "../model/sealed.ts";
import { type Field, type Fields, keySpan, namesIn, textIn, within, wordsIn } from "./fields.ts";

/** The stages in the order of the file: each a target, a list of layered targets, or a mapping with more to say. */
export function stagesIn(fields: Fields): readonly Stage[] {
  return [...fields].map(([name, field]) => {
    const inner = within(field);
    const hostEnv = inner.get("host-env");
    const base = {
      name,
      at: keySpan(field),
      targets: targetsIn(inner.get("target") ?? field),
      live: inner.has("live") ? wordsIn(inner.get("live")) : [],
      provided: providedIn(inner.get("provided")),
    };
    return hostEnv === undefined ? base : { ...base, hostEnv: hostEnvIn(hostEnv) };
  });
}

function targetsIn(field: Field): readonly TargetText[] {
  return wordsIn(field);
}

function hostEnvIn(field: Field): ReadonlyMap<string, Sealed | undefined> {
  const values = within(field);
  return new Map(
    namesIn(field).map(({ text: name }) => {
      const value = textIn(values.get(name));
      return [name, value === undefined ? undefined : new Sealed(value)];
    }),
  );
}

function providedIn(field: Field | undefined): ReadonlyMap<string, string> {
  const reasons = within(field);
  return new Map(namesIn(field).map(({ text: name }) => [name, textIn(reasons.get(name)) ?? "it is set outside these files"]));
}
