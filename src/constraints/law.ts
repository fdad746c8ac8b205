import type { Condition, Constraint, ConstraintKind, Declaration, ReaderId } from "../model/schema.ts";
import { type Sealed, unseal } from "../model/sealed.ts";
import { isEmpty, type Lookup, type Value } from "../model/value.ts";
import { listed } from "../text/listing.ts";

/** One deployment, as constraints see it. */
export interface Subject {
  readonly service: string;
  readonly stage: string;
  readonly reader: ReaderId;
  readonly declarations: ReadonlyMap<string, Declaration>;
  /** The effective value of a name, declared or not; aliases count, defaults do not. */
  readonly valueOf: Lookup;
}

/** Who is judged, and every deployment of the project: the others for the constraints that compare. */
export interface Scene {
  readonly subject: Subject;
  readonly all: readonly Subject[];
}

/** What is, and what should be: `A and B are both set`, `exactly one of them may be`. `other` is the deployment that it differs from. */
export interface Violation {
  readonly state: "violated";
  readonly names: readonly string[];
  readonly message: string;
  readonly demand: string;
  readonly other?: Subject;
}

/** Whether a constraint holds, told without any value. `names` are the variables that matter, those that are set first. */
export type Outcome =
  | { readonly state: "holds" }
  | Violation
  | { readonly state: "unsure"; readonly names: readonly string[]; readonly because: string };

/** One kind of constraint. */
export interface Law {
  readonly kind: ConstraintKind;
  judge(constraint: Constraint, scene: Scene): Outcome;
}

/** `A is`, `A and B are`. */
export function are(names: readonly string[]): string {
  return `${listed(names)} ${names.length === 1 ? "is" : "are"}`;
}

export const holds: Outcome = { state: "holds" };

/** Whether a variable is set: the empty text is no value here. */
export function isSet(value: Value): boolean | "unknown" {
  if (value.state === "unknown") return "unknown";
  return value.state !== "absent" && !isEmpty(value);
}

/** The value in effect: the declared default where nothing is set. */
export function inEffect(name: string, { valueOf, declarations }: Subject): Value {
  const value = valueOf(name);
  const fallback = declarations.get(name)?.default;
  return value.state === "absent" && fallback !== undefined ? { state: "known", text: fallback } : value;
}

/** The names of a constraint by what can be said of them; a default makes a name neither set nor unset. */
export interface Presence {
  readonly set: readonly string[];
  readonly unset: readonly string[];
  readonly defaulted: readonly string[];
  readonly unknown: readonly string[];
  /** Why the first unknown name is. */
  readonly because: string;
}

export function presenceOf(names: readonly string[], { valueOf, declarations }: Subject): Presence {
  const lists: Record<"set" | "unset" | "defaulted" | "unknown", string[]> = { set: [], unset: [], defaulted: [], unknown: [] };
  let because = "";
  for (const name of names) {
    const value = valueOf(name);
    const state = isSet(value);
    if (value.state === "unknown") because ||= value.because;
    if (state === "unknown") lists.unknown.push(name);
    else if (state) lists.set.push(name);
    else if (value.state === "absent" && declarations.get(name)?.default !== undefined) lists.defaulted.push(name);
    else lists.unset.push(name);
  }
  return { ...lists, because };
}

export function unsure({ set, unknown, because }: Presence): Outcome {
  return { state: "unsure", names: [...unknown, ...set], because };
}

/** Whether all conditions hold; texts are compared as the variable's reader takes them, and a default counts where nothing is set. */
export function allHold(conditions: readonly Condition[], subject: Subject): boolean | "unknown" {
  const answers = new Set(conditions.map((condition) => conditionHolds(condition, subject)));
  if (answers.has(false)) return false;
  return answers.has("unknown") ? "unknown" : true;
}

function conditionHolds({ name, test }: Condition, subject: Subject): boolean | "unknown" {
  if (test.kind === "present") {
    const { state } = subject.valueOf(name);
    return state === "unknown" ? "unknown" : (state !== "absent") === test.present;
  }
  const value = inEffect(name, subject);
  if (value.state === "absent") return false;
  if (value.state !== "known") return "unknown";
  const [text, type] = [unseal(value.text), subject.declarations.get(name)?.use.type];
  const meaning = type?.meaning?.(text, subject.reader);
  return test.texts.some((wanted) => wanted === text || (meaning !== undefined && meaning === type?.meaning?.(wanted, subject.reader)));
}

/** One value that can be compared, and whose it is. */
export interface Text {
  readonly name: string;
  readonly text: Sealed;
}

/** The values in effect that can be seen, and what hides the others; what is not set or empty takes no part. */
export function textsOf(
  names: readonly string[],
  subject: Subject,
): { readonly texts: readonly Text[]; readonly hidden: Outcome | undefined } {
  const texts: Text[] = [];
  let hidden: Outcome | undefined;
  for (const name of names) {
    const value = inEffect(name, subject);
    if (value.state === "known" && !isEmpty(value)) texts.push({ name, text: value.text });
    if (value.state === "unknown" || value.state === "opaque") hidden ??= { state: "unsure", names: [name], because: value.because };
  }
  return { texts, hidden };
}
