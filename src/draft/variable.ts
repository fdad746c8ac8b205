import type { Need } from "../judgement/needs.ts";
import type { Read } from "../model/read.ts";
import { isEmpty, known } from "../model/value.ts";
import { count } from "../text/counts.ts";
import { lineOf } from "../text/place.ts";
import { toldDefault } from "../text/told-default.ts";
import { withheld } from "../text/withhold.ts";
import type { Evidence } from "./evidence.ts";
import { isRight, typeOf } from "./type.ts";

/** A key of a variable, in the order of the file, and where it was inferred from. */
export interface Key {
  readonly name: string;
  readonly value: string | number | boolean | readonly string[];
  readonly because?: string;
}

/** One variable as a schema is going to declare it. */
export interface Draft {
  readonly name: string;
  readonly keys: readonly Key[];
  /** Where it is read or set. */
  readonly because: string;
}

/** What a schema should say of a variable for all that is known of it. No value is told but the defaults in code that are no secrets. */
export function draftOf(evidence: Evidence): Draft {
  const { name, example, aliases } = evidence;
  const type = typeOf(evidence);
  const description = example?.description;
  const keys: readonly (Key | undefined)[] = [
    type.id === undefined ? undefined : { name: "type", value: type.id, because: type.because },
    type.sensitive ? { name: "sensitive", value: true, because: "its name" } : undefined,
    type.id === "secret" || type.sensitive ? optional(evidence) : (defaultOf(evidence, type.id) ?? optional(evidence)),
    aliases.length === 0 ? undefined : { name: "aliases", value: aliases },
    example === undefined || description === undefined
      ? undefined
      : { name: "description", value: description, because: lineOf(example.at) },
  ];
  return { name, keys: keys.filter((key) => key !== undefined), because: becauseOf(evidence) };
}

/** `required: false`, with the reason; undefined where the variable is required. */
function optional(evidence: Evidence): Key | undefined {
  const because = (evidence.need === undefined ? unreadWords(evidence) : readWords(evidence.need)) ?? toldWords(evidence);
  return because === undefined ? undefined : { name: "required", value: false, because };
}

/** What the author says of it: code may fail without a variable that only a part of its users wants. */
function toldWords({ example }: Evidence): string | undefined {
  return example !== undefined && /^\W*optional\b|\(optional\b/i.test(example.description ?? "")
    ? `${lineOf(example.at)} calls it optional`
    : undefined;
}

/** Why a variable is optional that is only set. */
function unreadWords({ library, isEverywhere, hasCode }: Evidence): string | undefined {
  if (library !== undefined) return `${library} goes on without it`;
  if (hasCode) return "the code does not say that it needs it";
  return isEverywhere ? undefined : "not set in every stage";
}

/** Why one is that the code reads. */
function readWords({ variable, reads: [first], required, alternatives, setBy }: Need): string | undefined {
  if (setBy !== undefined) return `${setBy} sets it`;
  const others = [...alternatives].filter((other) => other !== `${variable}_FILE`);
  if (required !== undefined && others.length > 0) return `${others.join(" or ")} does as well`;
  return required !== undefined || first === undefined ? undefined : modeWords(first);
}

function modeWords({ mode, confidence, at }: Read): string {
  const place = lineOf(at);
  if (mode === "default") return `${place} has a default`;
  if (mode === "presence") return `${place} asks whether it is set`;
  if (mode === "optional") return `${place} goes on without it`;
  return confidence === "asserted" ? `${place} takes it for granted, and goes on without it` : `${place} may go on without it`;
}

/** What the code takes where the variable is not set: a literal that is no secret, the same wherever it is read. */
function defaultOf({ need }: Evidence, type: string | undefined): Key | undefined {
  const reads = need?.reads.filter(({ mode }) => mode !== "presence") ?? [];
  const [first] = reads;
  if (first === undefined || reads.some(({ mode }) => mode !== "default")) return undefined;
  const [told = null, ...others] = new Set(reads.map(toldDefault));
  if (told === null || told === withheld || told === "" || others.length > 0) return undefined;
  const value = inType(told, type);
  return isRight(known(String(value)), type ?? "string") ? { name: "default", value, because: lineOf(first.at) } : undefined;
}

/** Without the quotes that a text would have. */
function inType(told: string | number | boolean, type: string | undefined): string | number | boolean {
  const text = String(told);
  if (type === "boolean" && /^(?:true|false)$/i.test(text)) return text.toLowerCase() === "true";
  return (type === "integer" || type === "port" || type === "number") && /^-?(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : told;
}

function becauseOf({ need, library, settings, example }: Evidence): string {
  const [first, ...more] = need?.reads ?? [];
  if (first !== undefined) return `${lineOf(first.at)}${more.length === 0 ? "" : ` and ${count(more.length, "other place")}`}`;
  const [setting = example] = settings;
  const place = setting === undefined ? "" : `set at ${lineOf(setting.at)}`;
  return library === undefined ? place : `read by ${library}${place === "" ? "" : `, ${place}`}`;
}

/** Whether something stands there that says more than nothing. */
export function isFilled({ value }: { readonly value: Parameters<typeof isEmpty>[0] }): boolean {
  return (value.state === "known" && !isEmpty(value)) || value.state === "opaque";
}
