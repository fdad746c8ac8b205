import type { Ref } from "../../model/binding.ts";
import { editDistance, suggestionsFor } from "../../text/suggest.ts";
import type { Gathered } from "./gathered.ts";

/** With more objects than this of one kind in a namespace, a name that is not among them is no longer compared with each. */
const most = 200;

/** The names in the files that a reference to an absent object surely meant. Most absent objects are made elsewhere, so only a slip of the pen counts. */
export function mistakenFor(ref: Ref, { bundles }: Pick<Gathered, "bundles">): string[] {
  const place = ref.slice(0, ref.indexOf("/") + 1);
  const name = ref.slice(place.length);
  const names: string[] = [];
  if (bundles.size <= most) for (const other of bundles.keys()) if (other.startsWith(place)) names.push(other.slice(place.length));
  return suggestionsFor(name, names).filter((near) => isSlip(name, near));
}

/** Whether two names differ only in separators or case, or in a letter or two of one long word: `auth-eu` and `auth-us` are two things. */
export function isSlip(one: string, other: string): boolean {
  const [words, others] = [one.toLowerCase().split(/[^a-z0-9]+/), other.toLowerCase().split(/[^a-z0-9]+/)];
  if (words.join("") === others.join("")) return true;
  const differing = words.filter((word, index) => word !== others[index]);
  const [word] = differing;
  const counterpart = others.find((_, index) => others[index] !== words[index]);
  if (words.length !== others.length || differing.length !== 1 || word === undefined || counterpart === undefined) return false;
  return word.length >= 4 && /^[a-z]+$/.test(word + counterpart) && editDistance(word, counterpart, 1) <= 1;
}
