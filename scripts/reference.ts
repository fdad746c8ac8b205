import { rules } from "../src/rules/index.ts";
import { configJsonSchema, serviceJsonSchema } from "../src/schema/json-schema.ts";
import { types } from "../src/types/index.ts";

/** The parts of a JSON Schema that the zod definitions generate. */
interface JsonSchema {
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | false;
}

/** The mappings that have a section of their own, by title, in the order in which they are named. */
type Sections = Map<string, JsonSchema>;

/** docs/schema-reference.md: every key of the schema files and of envcheck.yaml, from the definitions that judge them. */
export function referencePage(): string {
  const sections: Sections = new Map();
  return [
    "# Schema reference",
    "",
    "Every key, what it may be, and what it means: generated from the definitions that envcheck judges schema files by, which also make",
    "[service.schema.json](../schemas/service.schema.json) and [config.schema.json](../schemas/config.schema.json) for editors. [The schema language](schema.md) tells it with examples.",
    "",
    "Every key is optional unless it says so, and no other key may stand there.",
    "",
    ...chapter("A service", serviceJsonSchema(), sections),
    "## Types",
    "",
    "What `type` may be, and the constraints that a type takes beside `one-of`, `not`, `pattern`, `min-length` and `max-length`, which all take.",
    "",
    "| type | what it is | more constraints | such as |",
    "|---|---|---|---|",
    ...types.map(
      ({ id, summary, constraints, examples }) =>
        `| \`${id}\` | ${cell(summary)} | ${constraints.map((name) => `\`${kebab(name)}\``).join(", ")} | ${exampleOf(examples.good)} |`,
    ),
    "",
    ...chapter("envcheck.yaml", configJsonSchema(rules.map(({ id }) => id)), sections),
  ].join("\n");
}

/** One example that is worth a look: not empty, and not a page long. */
function exampleOf(good: readonly string[]): string {
  const shown = good.find((text) => /^[^`\n]{1,40}$/.test(text));
  return shown === undefined ? "" : `\`${shown.replaceAll("|", "\\|")}\``;
}

function chapter(title: string, root: unknown, sections: Sections): readonly string[] {
  if (!isSchema(root)) throw new Error("no schema");
  const told = new Set(sections.keys());
  const lines = [`## ${title}`, "", ...table(rowsOf(root, sections))];
  // A section may name others, which the loop then reaches as well.
  for (const [name, schema] of sections)
    if (!told.has(name)) lines.push(`### ${name.charAt(0).toUpperCase()}${name.slice(1)}`, "", ...section(name, schema, sections));
  return lines;
}

/** Rows that an earlier section has as well are not repeated, where they are most of all. */
function section(name: string, schema: JsonSchema, sections: Sections): readonly string[] {
  const rows = rowsOf(schema, sections);
  for (const [other, earlier] of sections) {
    if (other === name) break;
    const same = rowsOf(earlier, sections).filter((row) => rows.includes(row));
    if (same.length < Math.max(rows.length / 2, 4)) continue;
    const lacking = rowsOf(earlier, sections).filter((row) => !rows.includes(row) && !rows.some((own) => keyIn(own) === keyIn(row)));
    const but = lacking.length === 0 ? "" : `, but for ${lacking.map(keyIn).join(", ")}`;
    return [
      `The keys of [${other}](#${other.replaceAll(" ", "-")})${but}. What it says otherwise:`,
      "",
      ...table(rows.filter((row) => !same.includes(row))),
    ];
  }
  return table(rows);
}

function keyIn(row: string): string {
  return row.split(" ")[1] ?? "";
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null;
}

function table(rows: readonly string[]): readonly string[] {
  return ["| key | may be | meaning |", "|---|---|---|", ...rows, ""];
}

function rowsOf({ properties = {}, required = [] }: JsonSchema, sections: Sections): readonly string[] {
  return Object.entries(properties).map(([name, schema]) => {
    const meaning = [
      ...(required.includes(name) ? ["**Required.**"] : []),
      ...(schema.description === undefined ? [] : [cell(schema.description)]),
    ];
    return `| \`${name}\` | ${cell(phrase(schema, sections))} | ${meaning.join(" ")} |`;
  });
}

function phrase(schema: JsonSchema, sections: Sections): string {
  if (schema.anyOf !== undefined) return schema.anyOf.map((form) => phrase(form, sections)).join("; or ");
  if (schema.properties !== undefined) return mapping(schema, sections);
  if (schema.items !== undefined) {
    const many = schema.minItems === undefined ? "a list" : `a list of ${String(schema.minItems)} or more`;
    return `${many}: ${phrase(schema.items, sections)}`;
  }
  if (isSchema(schema.additionalProperties)) return `a mapping of names: ${phrase(schema.additionalProperties, sections)}`;
  return scalar(schema);
}

function mapping(schema: JsonSchema, sections: Sections): string {
  const { title = "a mapping", properties = {} } = schema;
  const [first, second] = Object.entries(properties);
  if (first !== undefined && second === undefined) return `\`{ ${first[0]}: … }\`, ${phrase(first[1], sections)}`;
  if (first?.[0] === rules[0]?.id) return `a mapping of [rules](rules/README.md): ${scalar(first?.[1] ?? {})}`;
  sections.set(title, sections.get(title) ?? schema);
  return `[${title}](#${title.replaceAll(" ", "-")})`;
}

const words: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "`true` or `false`",
  null: "nothing",
};

function scalar({ enum: choices, type = [], title }: JsonSchema): string {
  if (choices?.length === types.length) return "a [type](#types)";
  if (choices?.length === rules.length) return "a [rule](rules/README.md)";
  if (choices !== undefined) return choices.map((word) => `\`${word}\``).join(", ");
  if (title !== undefined) return title.replace(" without white space and equals signs", "");
  // What may be any scalar counts as it is written.
  return typeof type === "string" ? (words[type] ?? type) : "text";
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Stars stand for themselves, also outside of code. */
function cell(text: string): string {
  const parts = text.replaceAll("|", "\\|").replaceAll("\n", " ").split("`");
  return parts.map((part, index) => (index % 2 === 0 ? part.replaceAll("*", "\\*") : part)).join("`");
}
