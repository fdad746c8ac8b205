import { readWords } from "../judgement/closure.ts";
import { needsOf } from "../judgement/needs.ts";
import { isSameDefault } from "../text/same-default.ts";
import type { Closure } from "../model/project.ts";
import type { Finding } from "../model/diagnostic.ts";
import type { Read } from "../model/read.ts";
import type { Declaration } from "../model/schema.ts";
import type { Rule } from "./rule.ts";

export const defaultMismatch: Rule = {
  id: "default-mismatch",
  scope: "closure",
  severity: "warning",
  summary: "Schema and code disagree about what happens where a variable is unset.",
  why: "One of them is wrong: the code runs with a default that nobody declared, or stops although the schema promises one.",
  *check({ deployment, code }: Closure) {
    for (const declaration of deployment?.declarations.values() ?? []) {
      const need = needsOf(code).get(declaration.name);
      const finding = need === undefined ? undefined : disagreement(declaration, need.reads);
      if (finding !== undefined) yield { variable: declaration.name, ...finding };
    }
  },
};

function disagreement(declaration: Declaration, reads: readonly Read[]): Finding | undefined {
  const { name, at, default: declared, required } = declaration;
  const defaulted = reads.filter(({ mode }) => mode === "default");
  if (required === true && declared === undefined) {
    const [first] = defaulted;
    if (first === undefined || defaulted.length < reads.filter(({ mode }) => mode !== "presence").length) return undefined;
    const notes = [{ at: first.at, message: readWords(first) }];
    return {
      at,
      message: `${name} is declared required, but the code has a default for it`,
      notes,
      help: "declare the default, or take it out of the code",
    };
  }
  if (declared === undefined) return undefined;
  const other = defaulted.find((read) => read.default !== null && !isSameDefault(declared, read.default));
  if (other === undefined) return undefined;
  const notes = [{ at: other.at, message: "another default here" }];
  return { at, message: `${name} has another default in the code than in the schema`, notes, help: "make them the same" };
}
