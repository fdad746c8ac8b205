interface Engine {
  compile(pattern: string): { matcher(text: string): { find(): boolean } };
}

/** Matching takes time in proportion to pattern times text, so patterns have an end. */
export const longest = 2048;

let engine: Engine | undefined;

function isModule(found: unknown): found is { readonly RE2JS: Engine } {
  return typeof found === "object" && found !== null && "RE2JS" in found;
}

/** The engine takes several milliseconds to load, so it is loaded only when a pattern needs it. */
function load(): Engine {
  const found: unknown = require("re2js");
  if (!isModule(found)) throw new Error("re2js has no RE2JS");
  return found.RE2JS;
}

/** Compiles RE2 syntax, linear in time whatever the text; undefined where the pattern is none. */
export function compileRe2(pattern: string): ((text: string) => boolean) | undefined {
  if (pattern.length > longest) return undefined;
  engine ??= load();
  try {
    const compiled = engine.compile(pattern);
    return (text) => compiled.matcher(text).find();
  } catch {
    return undefined;
  }
}
