import parse from "yargs-parser";
import { type Flag, flags } from "../commands/flags.ts";

/** The words of a command line, told apart: the values of its flags, and the operands. */
export interface Words {
  readonly values: ReadonlyMap<string, boolean | string | readonly string[]>;
  readonly operands: readonly string[];
}

const all = Object.entries<Flag>(flags);
const namesOf = (kinds: readonly Flag["kind"][]): string[] => all.flatMap(([name, { kind }]) => (kinds.includes(kind) ? [name] : []));

/** The parser of yargs without the rest of it, which takes as long to load as a small project to check. */
export function parseWords(argv: readonly string[]): Words {
  const { _: operands, ...values }: Record<string, unknown> = parse([...argv], {
    boolean: namesOf(["switch"]),
    string: namesOf(["text", "list", "switch-or-text"]),
    array: namesOf(["list"]),
    configuration: {
      "boolean-negation": false,
      "camel-case-expansion": false,
      "dot-notation": false,
      "duplicate-arguments-array": true,
      "greedy-arrays": false,
      "parse-numbers": false,
      "parse-positional-numbers": false,
      "short-option-groups": false,
    },
  });
  return { values: new Map(Object.entries(values).flatMap(([name, value]) => readable(name, value))), operands: texts(operands) };
}

function readable(name: string, value: unknown): [string, boolean | string | readonly string[]][] {
  if (value === undefined) return [];
  if (typeof value === "boolean" || typeof value === "string") return [[name, value]];
  return [[name, texts(value)]];
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
