import type { Scalar } from "./yaml.ts";

/** What go-yaml (v3 resolve.go) makes of a scalar, and how Go's `%v` prints it. */
export interface GoScalar {
  readonly type: "string" | "number" | "boolean" | "null" | "date";
  readonly text: string;
  /** How a number was written when Go prints it in another way: `octal number`, `float`. */
  readonly notation?: string;
}

const constants = new Map<string, GoScalar>([
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, { type: "null", text: "" }] as const),
  ...["true", "True", "TRUE"].map((word) => [word, { type: "boolean", text: "true", notation: "boolean" }] as const),
  ...["false", "False", "FALSE"].map((word) => [word, { type: "boolean", text: "false", notation: "boolean" }] as const),
  ...[".nan", ".NaN", ".NAN"].map((word) => [word, { type: "number", text: "NaN", notation: "float" }] as const),
  ...[".inf", ".Inf", ".INF"].flatMap((word) => [
    [word, { type: "number", text: "+Inf", notation: "float" }] as const,
    [`+${word}`, { type: "number", text: "+Inf", notation: "float" }] as const,
    [`-${word}`, { type: "number", text: "-Inf", notation: "float" }] as const,
  ]),
]);

/** Types a scalar as YAML 1.2 with Go's habits: `0755` is octal, `yes` is text, `1_000` is a number. */
export function goScalar({ text, style, tag }: Scalar): GoScalar {
  if (tag === "!!binary") return { type: "string", text: Buffer.from(text, "base64").toString("utf8") };
  const isImplicit = tag === undefined || tag === "!";
  if (tag === "!!str" || (isImplicit ? style !== "plain" : !tag.startsWith("!!"))) return { type: "string", text };
  return resolve(text);
}

/** Whether go-yaml refuses a scalar because its tag says what its text is not, as in `!!bool yes`. */
export function isMistagged({ tag }: Scalar, { type, notation }: GoScalar): boolean {
  if (tag === "!!int") return type !== "number" || notation === "float";
  const wanted = tagged.get(tag ?? "");
  return wanted !== undefined && type !== wanted;
}

const tagged = new Map<string, GoScalar["type"]>([
  ["!!bool", "boolean"],
  ["!!null", "null"],
  ["!!float", "number"],
]);

/** Whether a scalar is a string, told without typing it where its first character says so. */
export function isGoText(scalar: Scalar): boolean {
  return (scalar.tag === undefined && isCertainlyText(scalar.text)) || goScalar(scalar).type === "string";
}

function isCertainlyText(text: string): boolean {
  return !/^(?:[-+.0-9tTfFnN~]|$)/.test(text);
}

/** Like go-yaml, it tells from the first character what is certainly text. */
function resolve(text: string): GoScalar {
  if (isCertainlyText(text)) return { type: "string", text };
  return constants.get(text) ?? numberOf(text) ?? { type: isDate(text) ? "date" : "string", text };
}

function numberOf(text: string): GoScalar | undefined {
  if (!/^[-+.0-9]/.test(text) || isDate(text)) return undefined;
  const plain = text.replaceAll("_", "");
  return integerOf(plain) ?? floatOf(plain);
}

const integer = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]*|[1-9][0-9]*)$/;
const longestInteger = 80;

/** Go's int64 and, without a sign, uint64. */
function integerOf(plain: string): GoScalar | undefined {
  const [, sign = "", digits] = plain.length > longestInteger ? [] : (integer.exec(plain) ?? []);
  if (digits === undefined || /^0[oO]$/.test(digits)) return undefined;
  const magnitude = BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits);
  const value = sign === "-" ? -magnitude : magnitude;
  const most = sign === "" ? (1n << 64n) - 1n : (1n << 63n) - 1n;
  if (value < -(1n << 63n) || value > most) return undefined;
  return { type: "number", text: String(value), notation: `${baseOf(digits)}number` };
}

function baseOf(digits: string): string {
  if (/^0[xX]/.test(digits)) return "hexadecimal ";
  if (/^0[bB]/.test(digits)) return "binary ";
  return /^0./.test(digits) ? "octal " : "";
}

function floatOf(plain: string): GoScalar | undefined {
  if (!/^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value)
    ? { type: "number", text: printFloat(value), notation: /[.eE]/.test(plain) ? "float" : "number" }
    : undefined;
}

/** Go's `%v`: the fewest digits that tell the number, with an exponent below 1e-4 and from 1e6 on. */
function printFloat(value: number): string {
  const [mantissa = "", power = "0"] = Math.abs(value).toExponential().split("e");
  const exponent = Number(power);
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  if (exponent < -4 || exponent >= 6) return `${sign}${mantissa}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
  const digits = mantissa.replace(".", "");
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  const fraction = digits.slice(exponent + 1);
  return sign + (fraction === "" ? whole : `${whole}.${fraction}`);
}

const clock = "(?:[01]?\\d|2[0-3])(?::[0-5]?\\d){2}(?:[.,]\\d+)?";
const timestamp = new RegExp(`^(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[Tt]${clock}(?:Z|[-+]\\d\\d:\\d\\d)| ${clock})?$`);

/** go-yaml's parseTimestamp. */
function isDate(text: string): boolean {
  const match = text.length > 64 ? null : timestamp.exec(text);
  if (match === null) return false;
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
