import { type SignId, shows } from "../signs/index.ts";
import { isAddressName } from "../text/names.ts";
import { type Literal, literalsOf } from "../judgement/literals.ts";
import { byPlace, type Clauses, grouped, together } from "../judgement/together.ts";
import type { Rule } from "./rule.ts";

/** What can be wrong with an address, the first that fits; a bare one is told by the name of its variable only. */
const mistakes: readonly (Clauses & { readonly sign: SignId; readonly named?: true })[] = [
  { sign: "malformed-scheme", one: "starts with a scheme that is written wrongly", several: "start with a scheme that is written wrongly" },
  {
    sign: "malformed-address",
    one: "has a host that looks like an IP address and is none",
    several: "have a host that looks like an IP address and is none",
  },
  { sign: "malformed-ip", one: "looks like an IP address and is none", several: "look like IP addresses and are none", named: true },
  { sign: "malformed-port", one: "has a port that is no number up to 65535", several: "have a port that is no number up to 65535" },
];

export const malformedAddress: Rule = {
  id: "malformed-address",
  scope: "project",
  inParts: true,
  severity: "warning",
  summary: "A value is written like a URL or an IP address and cannot be one.",
  why: "Nothing complains until the first connection, which then fails with the name of a host that nobody has ever heard of.",
  *check(project) {
    const literals = literalsOf(project).filter(
      (literal) => literal.reading.role !== "example" && !literal.judged && literal.flaw === undefined,
    );
    const odd = byPlace(literals).flatMap((literal) => {
      const mistake = mistakes.find(
        ({ sign, named }) => shows(literal.value, sign) && (named === undefined || isAddressName(literal.name)),
      );
      return mistake === undefined ? [] : [{ ...literal, mistake }];
    });
    for (const group of grouped(odd, keyOf)) yield { ...together(group, group[0].mistake), help: "correct the address" };
  },
};

/** The same mistake in one file is told once. */
function keyOf({ at, mistake }: Pick<Literal, "at"> & { readonly mistake: { readonly sign: SignId } }): string {
  return `${mistake.sign}:${at.source.path}`;
}
