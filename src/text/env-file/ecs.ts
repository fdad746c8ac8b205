import { known } from "../../model/value.ts";
import type { ReadEnvFile } from "./env-file.ts";
import { isTooLong, linesOf } from "./lines.ts";
import { literalFacts } from "./literal.ts";
import { bindStatements, type Statement } from "./statements.ts";

/** What the agent of Amazon ECS makes of an environment file (agent/taskresource/envFiles/envfile.go): nothing is trimmed, not even around `=`. */
export const readEcsEnvFile: ReadEnvFile = (source, shell) =>
  bindStatements(source, statements(source.text), { reader: "the ECS agent", lookup: shell, values: new Map() });

function* statements(text: string): Generator<Statement> {
  for (const line of linesOf(text)) {
    const { start, end } = line;
    if (isTooLong(text, line)) yield { start, refusal: "must fit in 65,535 bytes, or the ECS agent refuses the whole file" };
    else if (text[start] !== "#") yield* statement(text.slice(start, end), start);
  }
}

function* statement(line: string, start: number): Generator<Statement> {
  const equals = line.indexOf("=");
  const name = line.slice(0, Math.max(equals, 0));
  const value = line.slice(equals + 1);
  if (name !== "")
    yield {
      name,
      start,
      end: start + name.length,
      value: known(value),
      tell: (binding) => literalFacts(value, binding, "the ECS agent"),
    };
  const because = whyLost(line, equals);
  if (because !== undefined) yield { start: start + line.search(/[^\s\uFEFF]|$/), because };
}

function whyLost(line: string, equals: number): string | undefined {
  if (equals < 0) return line.trim() === "" ? undefined : "the ECS agent ignores a line without =";
  if (equals === 0) return "the ECS agent ignores a line without a name";
  if (line.startsWith("\uFEFF")) return "the ECS agent takes the byte order mark before it into the name";
  return /\s/.test(line.slice(0, equals)) ? "the ECS agent takes the white space and words before = into the name" : undefined;
}
