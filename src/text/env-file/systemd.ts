import { known } from "../../model/value.ts";
import type { ReadEnvFile } from "./env-file.ts";
import { unexpandedIn } from "./facts.ts";
import { bindStatements, type Statement } from "./statements.ts";
import { type Assignment, systemdAssignments } from "./systemd-scan.ts";

/** systemd's `EnvironmentFile=` (src/basic/env-file.c). What is no name is dropped with a line in the journal at most; nothing is expanded. */
export const readSystemdEnvFile: ReadEnvFile = (source, shell) =>
  bindStatements(source, statements(source.text), { reader: "systemd", lookup: shell, values: new Map() });

/** What systemd takes for no UTF-8: unpaired surrogates and Unicode's noncharacters. */
const nonCharacter =
  /[\uFDD0-\uFDEF\uFFFE\uFFFF]|[\uD83F\uD87F\uD8BF\uD8FF\uD93F\uD97F\uD9BF\uD9FF\uDA3F\uDA7F\uDABF\uDAFF\uDB3F\uDB7F\uDBBF\uDBFF][\uDFFE\uDFFF]/;

function* statements(text: string): Generator<Statement> {
  const nul = text.indexOf("\0");
  if (nul >= 0) yield { start: nul, refusal: "must have no NUL, or systemd refuses the whole file" };
  for (const assignment of systemdAssignments(text)) {
    if ("because" in assignment) yield assignment;
    else if (nonCharacter.test(assignment.name) || nonCharacter.test(assignment.value))
      yield { start: assignment.start, refusal: "must have only characters of Unicode, or systemd refuses the whole file" };
    else yield* statementOf(assignment);
  }
}

function* statementOf({ name, value, start, end, quote, hasTrailer, swallowed }: Assignment): Generator<Statement> {
  const because = whyDropped(name);
  if (because !== undefined) {
    yield { start: name.startsWith("\uFEFF") ? start + 1 : start, because };
    return;
  }
  yield {
    name,
    start,
    end,
    value: known(value),
    tell: (binding) => [
      ...(hasTrailer || (quote === undefined && /[ \t]#/.test(value)) ? [{ kind: "comment-kept" as const, ...binding }] : []),
      ...(quote === "'" ? [] : unexpandedIn(value, binding, "systemd expands nothing in an env file")),
    ],
  };
  if (swallowed !== undefined) yield { start: swallowed, because: "systemd takes it into the value of a quote that nothing closes" };
}

function whyDropped(name: string): string | undefined {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return undefined;
  if (name.startsWith("\uFEFF")) return "systemd drops a line that a byte order mark begins";
  if (/^export\s/.test(name)) return "systemd knows no export, and drops the line";
  return "systemd drops a name with other characters than A-Z, a-z, 0-9 and _, or with a digit first";
}
