import { known, type Lookup } from "../../model/value.ts";
import type { ReadEnvFile } from "./env-file.ts";
import { isTooLong, linesOf } from "./lines.ts";
import { literalFacts } from "./literal.ts";
import { bindStatements, type Statement } from "./statements.ts";

/** What `podman run --env-file` makes of a file (podman pkg/env/env.go). Its own environment answers bare names, and `NAME*` takes all that begin so. */
export const readPodmanEnvFile: ReadEnvFile = (source, shell) =>
  bindStatements(source, statements(source.text, shell), { reader: "podman", lookup: shell, values: new Map() });

function* statements(text: string, shell: Lookup): Generator<Statement> {
  for (const line of linesOf(text)) {
    if (isTooLong(text, line)) {
      yield { start: line.start, refusal: "must fit in 65,535 bytes, or podman refuses the whole file" };
      return;
    }
    let { start } = line;
    while (start < line.end && (text[start] === " " || text[start] === "\t")) start += 1;
    if (start < line.end && text[start] !== "#") yield* statement(text.slice(start, line.end), start, shell);
  }
}

function* statement(line: string, start: number, shell: Lookup): Generator<Statement> {
  const equals = line.indexOf("=");
  if (equals === 0) yield { start, refusal: "needs a name before =, or podman refuses the whole file" };
  else if (equals < 0) yield* bare(line, start, shell);
  else {
    const name = line.slice(0, equals);
    const value = line.slice(equals + 1);
    yield { name, start, end: start + equals, value: known(value), tell: (binding) => literalFacts(value, binding, "podman") };
    const because = whyLost(name);
    if (because !== undefined) yield { start: start + line.search(/[^\s\uFEFF]|$/), because };
  }
}

function* bare(line: string, start: number, shell: Lookup): Generator<Statement> {
  const end = start + line.length;
  if (line.endsWith("*")) yield { start, end, opens: "podman takes every variable of its own environment whose name begins so" };
  else {
    const value = shell(line);
    const isName = /^[\w.-]+$/.test(line);
    if (value.state !== "absent" && isName) yield { name: line, start, end, value };
    else if (!isName) yield { start, because: "podman ignores a line without =" };
  }
}

function whyLost(name: string): string | undefined {
  if (name.startsWith("\uFEFF")) return "podman takes the byte order mark before it into the name";
  return /\s/.test(name) ? "podman takes the white space and words before = into the name" : undefined;
}
