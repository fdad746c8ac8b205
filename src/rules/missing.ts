import type { Finding, Note } from "../model/diagnostic.ts";
import { readNotes } from "../judgement/closure.ts";
import { declaredNote, forWhom, whereListed } from "../judgement/deployment.ts";
import { mismatchesOf } from "../judgement/mismatch.ts";
import { needsOf } from "../judgement/needs.ts";
import { secretKeyOf } from "../judgement/secret-key.ts";
import type { Deployment, Variable } from "../model/project.ts";
import type { Declaration } from "../model/schema.ts";
import { textAt } from "../model/source.ts";
import { listed } from "../text/listing.ts";
import type { Rule } from "./rule.ts";

export const missing: Rule = {
  id: "missing",
  scope: "variable",
  severity: "error",
  summary: "A required variable is not set.",
  why: "The service does not start without it, or starts and fails for some of its users only.",
  *check(variable) {
    const { declaration, value, required, deployment } = variable;
    if (required !== true || value.state !== "absent" || declaration.forbidden) return;
    if (mismatchesOf(deployment).has(declaration.name)) return;
    const twins = deployment.siblings.flatMap((sibling) => sibling.variables.get(declaration.name) ?? []).filter(isSet);
    yield {
      at: whereListed(deployment),
      message: `${declaration.name} is not set${forWhom(deployment)}`,
      label: labelOf(variable),
      notes: [
        ...codeNotes(variable),
        declaredNote(declaration, demandOf(declaration)),
        ...promiseNotes(variable),
        ...twins.slice(0, 3).map(twinNote),
      ],
      ...(deployment.role === "example" ? { severity: "warning" } : {}),
      ...remedyOf(variable, twins),
    };
  },
};

function demandOf({ required }: Declaration): string {
  if (typeof required === "boolean") return "declared required";
  const names = [...new Set(required.when.map(({ name }) => name))];
  return `declared required, since ${listed(names)} ${names.length === 1 ? "asks" : "ask"} for it`;
}

/** The line of the code that fails says best why the variable is needed. */
function codeNotes({ declaration: { name }, deployment: { code } }: Variable): readonly Note[] {
  const need = code === undefined ? undefined : needsOf(code).get(name);
  return need === undefined ? [] : readNotes(need).slice(0, 1);
}

/** Where it is set, though not in what runs. */
function promiseNotes({ declaration: { name }, deployment: { promised } }: Variable): readonly Note[] {
  const [winner] = promised?.entries.get(name)?.from ?? [];
  return winner === undefined ? [] : [{ at: winner.at, message: "set here, and not in what runs" }];
}

function isSet({ value }: Variable): boolean {
  return value.state === "known" || value.state === "opaque";
}

function labelOf({ declaration, deployment }: Variable): string {
  const { source } = whereListed(deployment);
  const entries = [...deployment.environment.entries.values()];
  if (entries.length === 0) return "nothing is set here";
  const where = entries.every(({ from }) => from[0].at.source === source) ? "here" : "here and in what it brings in";
  return `${entries.length === 1 ? "1 variable is" : `${String(entries.length)} variables are`} set ${where}, ${declaration.name} is not one of them`;
}

function twinNote({ entry, value, deployment }: Variable): Note {
  const how = value.state === "opaque" ? ` (${value.because})` : "";
  const message = `set in ${deployment.stage}${how}`;
  return entry === undefined ? { message } : { at: entry.from[0].at, message };
}

/** A line as the service writes the others, with the key above it where it has none. */
function composeLines(name: string, deployment: Deployment): readonly string[] {
  const list = deployment.environment.workload.list;
  const [mapping, item] = [`${name}: \${${name}:?}`, `- ${name}=\${${name}:?}`];
  if (list === undefined || textAt(list) !== "environment") return ["environment:", `  ${mapping}`];
  return [/^:\s*(?:#[^\n]*\n\s*)*-/.test(list.source.text.slice(list.end, list.end + 200)) ? item : mapping];
}

/** What to add, in the words of the format; never an empty value. */
function remedyOf({ declaration, deployment }: Variable, twins: readonly Variable[]): Pick<Finding, "help" | "suggestion"> {
  const { name, aliases } = declaration;
  const formats = new Set(deployment.readings.map(({ format }) => format));
  const isForPods = formats.has("kubernetes") || formats.has("kustomize");
  const or = aliases.length === 0 ? "" : `, or set ${aliases.join(" or ")} instead`;
  if (deployment.environment.workload.instance !== undefined) return { help: `start it anew with it${or}` };
  for (const { value, deployment: sibling } of isForPods ? twins : []) {
    const from = secretKeyOf(value);
    if (from === undefined) continue;
    const lines = [`- name: ${name}`, `  valueFrom: { secretKeyRef: { name: ${from.secret}, key: ${from.key} } }`];
    return { help: `add it from the secret that ${sibling.stage} uses${or}`, suggestion: lines };
  }
  if (formats.has("compose")) {
    return { help: `add it; with :? a deploy that lacks it stops instead of starting${or}`, suggestion: composeLines(name, deployment) };
  }
  const where = isForPods ? "to env, or to a ConfigMap or Secret that envFrom imports" : "with its value";
  return { help: `add it ${where}${or}` };
}
