import { isSource, type Source, type Span } from "../../model/source.ts";
import { type Lookup, unknown, type Value } from "../../model/value.ts";
import { outsideFirst, readStatements } from "../../text/env-file/compose-bind.ts";
import { describe, type Session } from "./session.ts";

/** An env file of a project; the default `.env` may be missing. */
export interface EnvFileRequest {
  readonly path: string;
  /** Who asks for it. */
  readonly at: Span;
  readonly required: boolean;
}

/** What interpolates a project: the outside (the shell, or the including project) before the env files, later files before earlier ones. */
export function projectEnvironment(session: Session, outside: Lookup, requests: readonly EnvFileRequest[]): Lookup {
  const values = new Map<string, Value>();
  let unseen: string | undefined;
  for (const { path, at, required } of requests) {
    const found = session.read(path);
    if (isSource(found)) readInto(values, session, outside, found);
    else if (required) unseen = session.missing(found, at, false).because;
    else if (found.reason !== "missing") unseen = describe(found);
  }
  return (name) => {
    const value = outsideFirst(name, outside, values);
    return value.state === "absent" && unseen !== undefined ? unknown(unseen) : value;
  };
}

/** Names that no container could have do no harm here. */
function readInto(values: Map<string, Value>, session: Session, outside: Lookup, source: Source): void {
  const { facts, problems } = readStatements(session.envFile(source), outside, values);
  session.log.addAll({ facts: facts.filter(({ kind }) => kind !== "invalid-name"), problems });
}
