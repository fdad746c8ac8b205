import type { Found } from "../found.ts";
import type { TextPack } from "./text-pack.ts";

/** https://www.prisma.io/docs/orm/reference/prisma-schema-reference#env: `env("KEY")` fails where it is used and the variable is not set. */
export const prismaSchema: TextPack = {
  id: "prisma",
  prefilter: /\benv\s*\(/,
  read(text) {
    let start = 0;
    const reads = text.split("\n").flatMap((line) => {
      const inLine = readsIn(line, start);
      start += line.length + 1;
      return inLine;
    });
    return { reads, open: [] };
  },
};

/** Only `prisma migrate dev` asks for a shadow database; what is deployed never does. */
const forDevelopment = /^\s*shadowDatabaseUrl\b/;
/** Only the command line connects directly: of the services that share a schema the one that migrates fails without. */
const forMigrations = /^\s*directUrl\b/;

/** A comment ends a line, and no text of a schema goes beyond one. */
function readsIn(line: string, start: number): readonly Found[] {
  const code = line.replace(/\/\/.*/, "");
  return [...code.matchAll(/\benv\s*\(\s*"(\w+)"\s*\)/g)].map((match) => {
    const [whole, variable = ""] = match;
    const at = start + match.index + whole.indexOf('"') + 1;
    const place = { variable, at: { start: at, end: at + variable.length }, default: null, type: null };
    return forDevelopment.test(code)
      ? { ...place, mode: "optional", confidence: null }
      : { ...place, mode: "required", confidence: forMigrations.test(code) ? "conditional" : "certain" };
  });
}
