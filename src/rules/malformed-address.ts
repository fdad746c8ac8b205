import { type SignId, shows } from "../signs/index.ts";
import { isAddressName } from "../text/names.ts";
import { type Literal, literalsOf } from "../judgement/literals.ts";
import { byPlace, type Clauses, grouped, together } from "../judgement/together.ts";
import type { Rule } from "./rule.ts";

interface Mistake extends Clauses {
  readonly sign: SignId;
  readonly named?: true;
}

/** What can be wrong with an address, the first that fits; a bare one is told by the name of its variable only. */
const mistakes: readonly Mistake[] = [
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
    const odd: (Pick<Literal, "name" | "at"> & { readonly mistake: Mistake })[] = [];
    for (const literal of literalsOf(project)) {
      const mistake = mistakeIn(literal);
      if (mistake !== undefined) odd.push({ name: literal.name, at: literal.at, mistake });
    }
    for (const group of grouped(byPlace(odd), keyOf)) yield { ...together(group, group[0].mistake), help: "correct the address" };
  },
};

function mistakeIn({ name, value, reading, judged, flaw }: Literal): Mistake | undefined {
  if (reading.role === "example" || judged || flaw !== undefined || !shows(value, "address-like")) return undefined;
  return mistakes.find(({ sign, named }) => shows(value, sign) && (named === undefined || isAddressName(name)));
}

/** The same mistake in one file is told once. */
function keyOf({ at, mistake }: Pick<Literal, "at"> & { readonly mistake: { readonly sign: SignId } }): string {
  return `${mistake.sign}:${at.source.path}`;
}
