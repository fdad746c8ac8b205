import type { Definition } from "../languages/language.ts";

/** What is known of a text in the code, before it runs. */
export type NameForm =
  /** One of these texts. */
  | { readonly kind: "known"; readonly texts: readonly string[] }
  /** Whatever the function is called with, between a prefix and a suffix; `each`: an element of it. */
  | {
      readonly kind: "parameter";
      readonly definition: Definition;
      readonly prefix: string;
      readonly suffix: string;
      readonly each: boolean;
    }
  /** Anything that begins and ends so. */
  | { readonly kind: "open"; readonly prefix: string; readonly suffix: string };

export const ANYTHING: NameForm = { kind: "open", prefix: "", suffix: "" };

export const known = (texts: readonly string[]): NameForm => ({ kind: "known", texts });

/** What a function is called with, or each element of it. */
export const parameter = (definition: Definition, each: boolean): NameForm => ({
  kind: "parameter",
  definition,
  prefix: "",
  suffix: "",
  each,
});

export function inCase(form: NameForm, change: (text: string) => string): NameForm {
  if (form.kind === "known") return known(form.texts.map(change));
  return { kind: "open", prefix: change(form.prefix), suffix: change(form.suffix) };
}

/** One or the other, as far as that can be said of both at once. */
export function either(one: NameForm, other: NameForm): NameForm {
  if (one.kind === "known" && other.kind === "known") return known([...new Set([...one.texts, ...other.texts])]);
  if (one.kind === "parameter" || other.kind === "parameter") return one.kind === "parameter" ? one : other;
  return {
    kind: "open",
    prefix: [...startsOf(one), ...startsOf(other)].reduce(sharedStart),
    suffix: [...endsOf(one), ...endsOf(other)].reduce(sharedEnd),
  };
}

const startsOf = (form: NameForm): readonly string[] => (form.kind === "known" ? form.texts : [form.prefix]);
const endsOf = (form: NameForm): readonly string[] => (form.kind === "known" ? form.texts : [form.suffix]);

function sharedStart(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return one.slice(0, length);
}

function sharedEnd(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one.at(-1 - length) === other.at(-1 - length)) length += 1;
  return one.slice(one.length - length);
}

/** One after the other. */
export function joined(left: NameForm, right: NameForm): NameForm {
  if (left.kind === "known" && right.kind === "known") return product(left.texts, right.texts);
  if (left.kind === "known" && right.kind !== "known") return { ...right, prefix: onlyOf(left.texts) + right.prefix };
  if (right.kind === "known" && left.kind !== "known") return { ...left, suffix: left.suffix + onlyOf(right.texts) };
  return { kind: "open", prefix: startOf(left), suffix: endOf(right) };
}

/** More texts than this are not a name but a product of lists. */
const MOST_TEXTS = 200;

/** Characters of the longest name. */
const LONGEST = 1000;

function product(lefts: readonly string[], rights: readonly string[]): NameForm {
  if (lefts.length * rights.length > MOST_TEXTS) return ANYTHING;
  const texts = lefts.flatMap((left) => rights.map((right) => left + right));
  return texts.some(({ length }) => length > LONGEST) ? ANYTHING : known(texts);
}

const onlyOf = (texts: readonly string[]): string => (texts.length === 1 ? (texts[0] ?? "") : "");
const startOf = (form: NameForm): string => (form.kind === "known" ? onlyOf(form.texts) : form.prefix);
const endOf = (form: NameForm): string => (form.kind === "known" ? onlyOf(form.texts) : form.suffix);
