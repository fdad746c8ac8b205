import { shows } from "../signs/index.ts";
import { isEmpty, type Value } from "../model/value.ts";
import { isSecretName, isSwitchName } from "../text/names.ts";
import { lineOf } from "../text/place.ts";
import { typeById } from "../types/index.ts";
import { judgeValue } from "../types/judge.ts";
import type { Evidence } from "./evidence.ts";

/** A type, and what it was inferred from. */
export interface Inferred {
  /** Undefined for any text. */
  readonly id: string | undefined;
  readonly because: string;
  readonly sensitive: boolean;
}

/** URLs whose user and password open something. */
const addressOfStore =
  /(?:^|_)(?:DATABASE|DB|POSTGRES|POSTGRESQL|PG|MYSQL|MARIADB|MONGO|MONGODB|REDIS|VALKEY|AMQP|RABBITMQ|BROKER|CELERY|CLICKHOUSE|SMTP|EMAIL|MAILER)_(?:\w+_)?(?:URL|URI|DSN)$/i;

/** Numbers in which a whole number is no quantity. */
const numbersOfNames = /(?:^|_)(?:VERSION|TAG|RELEASE|BUILD|ID|PHONE|ZIP|CODE|PIN|YEAR|SHA|COMMIT|NAME|KEY|USER|DATABASE|DB)$/i;

/** Types that code converts to, and fails where it cannot. */
const failing: ReadonlySet<string> = new Set(["integer", "number"]);

/** Types that say more of a secret than that it is one. */
const hard: ReadonlySet<string> = new Set(["integer", "number", "url", "json", "duration"]);

/** By the name for secrets, then by what the code makes of the text, then by what the values look like. Nothing is said that a value in sight contradicts. */
export function typeOf(evidence: Evidence): Inferred {
  const { name, settings } = evidence;
  const values = valuesOf(evidence);
  const sensitive = addressOfStore.test(name);
  const hint = hintOf(evidence, values);
  const isSecret = isSecretName(name);
  if (isSecret && (hint === undefined || !hard.has(hint.id))) return { id: "secret", because: "its name", sensitive: false };
  if (hint !== undefined) return { ...hint, sensitive: sensitive || isSecret };
  return { id: shapeOf(name, values), because: settings.length > 0 ? "what it is set to" : "its default or example", sensitive };
}

/** What the code makes of the text, unless a value says otherwise; where it fails then, it is the value that is wrong. */
function hintOf({ name, need }: Evidence, values: readonly Value[]): { readonly id: string; readonly because: string } | undefined {
  const typed = (need?.reads ?? []).flatMap(({ type, at }) =>
    type !== null && type !== "string" && typeById.has(type) ? [{ type, at }] : [],
  );
  // Where it makes several things of one text, it must be what code fails on: `int(X) == 1` here, `X == "1"` there.
  const read = typed.find(({ type }) => failing.has(type)) ?? typed[0];
  if (read === undefined) return undefined;
  const { type } = read;
  const isPort = type === "integer" && /(?:^|_)PORT$/.test(name) && areRight(values, "port");
  const id = isPort ? "port" : type;
  return failing.has(type) || areRight(values, id) ? { id, because: `what ${lineOf(read.at)} makes of it` } : undefined;
}

function areRight(values: readonly Value[], id: string): boolean {
  return values.every((value) => isRight(value, id));
}

/** Whether a value is right for a type; what cannot be seen, is empty or refers to something is not wrong. */
export function isRight(value: Value, id: string): boolean {
  const type = typeById.get(id);
  return type === undefined || judgeValue(value, { type, constraints: {} }, "strict") === undefined;
}

/** Those that say what is meant: an empty text and a placeholder say nothing. */
function valuesOf({ settings, example, need }: Evidence): readonly Value[] {
  const set = [...settings, ...(example === undefined ? [] : [example])].map(({ value }) => value);
  const defaults = (need?.reads ?? []).flatMap(({ default: text, literal }): readonly Value[] =>
    text === null || literal === "null" || literal === "boolean" ? [] : [{ state: "known", text }],
  );
  const all = [...set, ...defaults];
  return all.filter(
    (value) =>
      value.state === "known" &&
      !isEmpty(value) &&
      !shows(value, "placeholder") &&
      !shows(value, "reference") &&
      !shows(value, "unresolved-template"),
  );
}

function shapeOf(name: string, values: readonly Value[]): string | undefined {
  if (values.length === 0) return undefined;
  const all = (id: string): boolean => areRight(values, id);
  if (/(?:^|_)PORT$/.test(name) && all("port")) return "port";
  if (all("boolean") && (isSwitchName(name) || !values.some((value) => shows(value, "number-like")))) return "boolean";
  if (all("url")) return "url";
  if (all("integer") && !numbersOfNames.test(name) && !isSwitchName(name)) return "integer";
  return all("email") ? "email" : undefined;
}
