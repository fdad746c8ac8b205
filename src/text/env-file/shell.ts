import { readShell } from "../shell/read.ts";
import type { Dialect } from "../shell/word.ts";
import type { ReadExpanding } from "./env-file.ts";
import { bindStatements } from "./statements.ts";

/** What a shell exports after `set -a; . file`. Nothing is run: what only a running shell could tell is unknown. */
export function shellReader(dialect: Dialect): ReadExpanding {
  return (source, shell, values) => {
    const nul = source.text.indexOf("\0");
    const refused = nul < 0 ? [] : [{ start: nul, refusal: `must have no NUL, at which ${dialect} goes wrong` }];
    const statements = nul < 0 ? readShell(source.text, dialect, { shell, values }) : refused;
    return bindStatements(source, statements, { reader: dialect, lookup: shell, values: new Map() });
  };
}
