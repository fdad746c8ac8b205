import type { Complaint, ReaderId, TypeUse, ValueType } from "../model/schema.ts";
import { unseal } from "../model/sealed.ts";
import { isEmpty, type Value } from "../model/value.ts";
import { isQuoted } from "../text/characters.ts";
import { either, invalid } from "../text/complaint.ts";
import { isPlaceholder } from "../text/secrets.ts";
import { hasReference, hasTemplate } from "../text/templates.ts";

/** What its use says of a value; what cannot be seen is not complained of, nor is the empty text, of which presence decides. */
export function judgeValue(value: Value, use: TypeUse, reader: ReaderId): Complaint | undefined {
  return value.state === "known" && !isEmpty(value) ? judge(unseal(value.text), use, reader) : undefined;
}

/** The first thing that is wrong with a text for this use: the type's own complaint, then the constraints that every type takes. */
export function judge(text: string, use: TypeUse, reader: ReaderId): Complaint | undefined {
  const complaint = verdict(text, use, reader);
  return complaint?.rule === "invalid" ? (causeOf(text, use, reader) ?? complaint) : complaint;
}

function verdict(text: string, use: TypeUse, reader: ReaderId): Complaint | undefined {
  return use.type.check(text, { constraints: use.constraints, reader }) ?? choice(text, use, reader) ?? form(text, use);
}

/** Whether two texts say the same to the reader, such as `True` and `1` for a boolean. */
export function sameMeaning(one: string, other: string, type: ValueType, reader: ReaderId): boolean {
  if (one === other) return true;
  const meaning = type.meaning?.(one, reader);
  return meaning !== undefined && meaning === type.meaning?.(other, reader);
}

function choice(
  text: string,
  { type, sensitive = type.sensitive, constraints: { oneOf, not } }: TypeUse,
  reader: ReaderId,
): Complaint | undefined {
  const among = (texts: readonly string[]) => texts.some((other) => sameMeaning(text, other, type, reader));
  if (not !== undefined && among(not)) return invalid("is a value that the schema rules out");
  if (oneOf === undefined || among(oneOf)) return undefined;
  return invalid(sensitive ? "must be one of the values that the schema lists" : `must be ${either(oneOf)}`);
}

function form(text: string, { type, sensitive = type.sensitive, constraints }: TypeUse): Complaint | undefined {
  const { pattern, patternText, minLength = 0, maxLength = Infinity } = constraints;
  if (text.length < minLength * 2 || text.length > maxLength) {
    const length = text.replaceAll(/[\ud800-\udbff][\udc00-\udfff]/g, "-").length;
    if (length < minLength) return invalid(`must have at least ${String(minLength)} characters`);
    if (length > maxLength) return invalid(`must have at most ${String(maxLength)} characters`);
  }
  if (pattern === undefined || pattern(text)) return undefined;
  return invalid(sensitive || patternText === undefined ? "must match the schema's pattern" : `must match ${patternText}`);
}

/** One cause that explains an invalid text better than its type can. */
function causeOf(text: string, use: TypeUse, reader: ReaderId): Complaint | undefined {
  if (hasTemplate(text)) return { rule: "unresolved-template", message: "still holds a template that should have been filled in" };
  if (hasReference(text)) return invalid("holds a reference to another variable that nothing has replaced");
  if (isPlaceholder(text)) return { rule: "placeholder", message: "still holds a placeholder" };
  const passes = (better: string) => better !== text && better !== "" && verdict(better, use, reader) === undefined;
  if (isQuoted(text) && passes(text.slice(1, -1)))
    return invalid("is wrapped in quotes that are part of the value, and is right without them");
  return passes(text.trim()) ? invalid("has a blank or a line break at its edge, and is right without it") : undefined;
}
