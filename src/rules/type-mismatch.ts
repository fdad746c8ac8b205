import { needsOf } from "../judgement/needs.ts";
import type { Closure } from "../model/project.ts";
import type { Rule } from "./rule.ts";

/** What code that parses a value so cannot take: hints of the code, and the declared types that contradict them. */
const contradictions: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    integer:
      "boolean url hostname host-port email list map json base64 uuid pem path semver regex cron timezone locale date-time duration byte-size ip cidr",
    number:
      "boolean url hostname host-port email list map json base64 uuid pem path semver regex cron timezone locale date-time duration byte-size ip cidr",
    boolean:
      "url hostname host-port port email duration byte-size list map json base64 uuid pem path semver regex cron timezone locale date-time ip cidr",
    url: "boolean integer number port list map json duration byte-size uuid pem semver cron timezone locale email",
    json: "url hostname host-port email duration byte-size pem path semver cron timezone locale cidr",
    list: "boolean integer number port duration byte-size uuid pem json",
  }).map(([hint, types]) => [hint, new Set(types.split(" "))]),
);

const words: Readonly<Record<string, string>> = {
  integer: "an integer",
  number: "a number",
  boolean: "a boolean",
  url: "a URL",
  json: "JSON",
  list: "a list",
};

export const typeMismatch: Rule = {
  id: "type-mismatch",
  scope: "closure",
  severity: "warning",
  summary: "The code parses a variable as something else than the schema declares.",
  why: "A value that passes the check breaks the program, or is taken for something else.",
  *check({ deployment, code }: Closure) {
    for (const { name, at, use } of deployment?.declarations.values() ?? []) {
      const clash = needsOf(code)
        .get(name)
        ?.reads.find(({ type }) => type !== null && contradictions.get(type)?.has(use.type.id) === true);
      if (clash?.type === undefined || clash.type === null) continue;
      yield {
        at,
        variable: name,
        message: `${name} is declared as ${use.type.id}, but the code takes it for ${words[clash.type] ?? clash.type}`,
        notes: [{ at: clash.at, message: `parsed here as ${words[clash.type] ?? clash.type}` }],
        help: "declare the type that the code reads, or change the code",
      };
    }
  },
};
