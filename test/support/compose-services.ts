import { type Arbitrary, array, constantFrom, record, tuple } from "fast-check";

/** A service of a project: what stands below its name, and the env files that it takes in. */
export interface Service {
  readonly name: string;
  readonly body: string;
  readonly envFiles: readonly string[];
}

const often = <Item>(times: number, item: Item): Item[] => Array.from({ length: times }, () => item);

const pieces = [
  "a",
  "b c",
  " ",
  "'",
  '"',
  "#",
  " # c",
  "=",
  "é",
  "\\n",
  "\\\\",
  "\\$",
  "$$",
  "\t",
  ":",
  "}",
  "{",
  "$A",
  "${A}",
  "${HOST}",
  "${NONE}",
  "${NONE:-d}",
  "${NONE-d}",
  "${A:+s}",
  "${NONE+s}",
  "${A:-${HOST}}",
  "${NONE:-$A}",
  "${X-}",
  "$X",
  "$HOST.x",
  "${EMPTY:-e}",
  "${EMPTY-e}",
];
const value = array(constantFrom(...pieces), { maxLength: 4 }).map((parts) => parts.join(""));
/** Interpolation alone, since what YAML does with the rest is the matter of another test. */
const safe = array(constantFrom(...pieces.filter((piece) => piece !== "\t")), { maxLength: 4 }).map((parts) => parts.join(""));
const scalar = tuple(safe, constantFrom(0, 1)).map(([text, style]) =>
  style === 0 ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`,
);
const plain = constantFrom("1", "yes", "true", "0x1f", "1e3", "1.50", "null", "~", "", "010", "-1", "x", "1_000", ".5", "False", "0o17");

const name = constantFrom("A", "B", "C", "D");
const mapping = array(
  tuple(
    name,
    constantFrom(scalar, scalar, plain).chain((one) => one),
  ),
  { maxLength: 4 },
).map((pairs) => [...new Map(pairs)].map(([key, text]) => `      ${key}: ${text}\n`).join(""));
const list = array(tuple(name, constantFrom("=", "=", "=", ""), safe), { maxLength: 4 }).map((items) =>
  items.map(([key, sign, text]) => `      - ${JSON.stringify(sign === "" ? key : key + sign + text)}\n`).join(""),
);
const environment = constantFrom(mapping, list).chain((one) => one.map((text) => (text === "" ? "" : `    environment:\n${text}`)));

const quoted = tuple(constantFrom("'", '"'), value).map(([quote, text]) => quote + text.replaceAll(/['"]/g, "") + quote);
const written = constantFrom(value, value, quoted).chain((one) => one);
/** What an env file sees of other files, and of the service, hangs on the version of compose: its names are its own, and it is the only one. */
const line = tuple(
  constantFrom(...often(12, ""), " ", "export ", "# "),
  constantFrom("X", "Y", "Z.y"),
  constantFrom(...often(12, "="), " = ", ": ", "", "=\n"),
  written,
  constantFrom(...often(8, "\n"), "\r\n", " \n", "\n\n"),
).map((parts) => parts.join(""));
const envFile = array(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.join(""));

export const service: Arbitrary<Service> = record({
  name: constantFrom("s"),
  body: environment,
  envFiles: array(envFile, { maxLength: 1 }),
});

/** One project of several services; `.env` and the shell's HOST are the same for all. */
export function filesOf(services: readonly Service[]): ReadonlyMap<string, string> {
  const files = new Map([[".env", "A=dot\nEMPTY=\n"]]);
  const parts = services.map(({ name: own, body, envFiles }) => {
    for (const [index, text] of envFiles.entries()) files.set(`${own}/${String(index)}.env`, text);
    const paths = envFiles.map((_, index) => `      - ${own}/${String(index)}.env\n`).join("");
    return `  ${own}:\n    image: x\n${paths === "" ? "" : `    env_file:\n${paths}`}${body}`;
  });
  return files.set("compose.yaml", `services:\n${parts.join("")}`);
}
