import type { Finding } from "../model/diagnostic.ts";
import { declaredNote, whereListed, whereSet } from "../judgement/deployment.ts";
import { factsOf, placeKey } from "../judgement/facts.ts";
import { mismatchesOf } from "../judgement/mismatch.ts";
import { listed } from "../text/listing.ts";
import type { Variable } from "../model/project.ts";
import type { Rule } from "./rule.ts";

export const stageDrift: Rule = {
  id: "stage-drift",
  scope: "variable",
  severity: "warning",
  summary: "One stage differs from all the others in whether it sets a variable, or in whether it keeps it secret.",
  why: "What was tried in staging is then not what runs in production.",
  *check(variable) {
    const { deployment, declaration } = variable;
    if (deployment.role !== "deploy" || declaration.forbidden) return;
    const others = deployment.siblings.filter(({ role, stage }) => role === "deploy" && stage !== deployment.stage);
    const twins = others.flatMap((sibling) => sibling.variables.get(declaration.name) ?? []);
    if (twins.length === 0) return;
    if (isAlone(variable) && twins.every(isSet) && isOdd(variable, twins)) yield unsetHere(variable, twins);
    if (isBareSecret(variable) && twins.every(({ value }) => value.state === "opaque")) yield bareHere(variable, twins);
  },
};

function isSet({ value }: Variable): boolean {
  return value.state === "known" || value.state === "opaque";
}

/** Optional and without a default: nothing else tells what happens without it. */
function isAlone({ declaration, required, value, deployment }: Variable): boolean {
  const silent = required === false && declaration.required === false && declaration.default === undefined;
  return silent && value.state === "absent" && !mismatchesOf(deployment).has(declaration.name);
}

/** What only the last stage sets (an error tracker, a content network) is no drift of the first. */
function isOdd({ deployment: { schema, stage } }: Variable, twins: readonly Variable[]): boolean {
  return stagesOf(twins).length > 1 || schema.stages.at(-1)?.name === stage;
}

function unsetHere(variable: Variable, twins: readonly Variable[]): Finding {
  const { declaration, deployment } = variable;
  return {
    at: whereListed(deployment),
    message: `${declaration.name} is not set in ${deployment.stage}, but in ${listed(stagesOf(twins))}`,
    notes: [declaredNote(declaration, "declared optional"), ...placesOf(twins)],
    help: "set it, give it a default in the schema, or forbid it in this stage",
  };
}

/** A secret whose text stands in an env file; manifests are the business of `plaintext-secret`. */
function isBareSecret({ declaration, value, entry, deployment }: Variable): boolean {
  if (!declaration.sensitive || value.state !== "known" || entry === undefined) return false;
  const place = placeKey(entry.from[0].at);
  return !deployment.readings.some((reading) => factsOf(reading, "plaintext").some(({ at }) => placeKey(at) === place));
}

function bareHere(variable: Variable, twins: readonly Variable[]): Finding {
  const { declaration, deployment } = variable;
  return {
    at: whereSet(variable),
    message: `${declaration.name} is written out in ${deployment.stage}, but kept in a secret in ${listed(stagesOf(twins))}`,
    notes: placesOf(twins),
  };
}

function stagesOf(twins: readonly Variable[]): string[] {
  return [...new Set(twins.map(({ deployment }) => deployment.stage))];
}

function placesOf(twins: readonly Variable[]): { at: Finding["at"]; message: string }[] {
  return twins
    .slice(0, 3)
    .flatMap(({ entry, deployment }) => (entry === undefined ? [] : [{ at: entry.from[0].at, message: `set in ${deployment.stage}` }]));
}
