import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import type { Source } from "../src/model/source.ts";
import { readSchemas } from "../src/schema/read-schemas.ts";
import { types } from "../src/types/index.ts";
import { mistakesIn, nothingElse } from "./schema-support.ts";

const path = join(import.meta.dirname, "../docs/schema.md");
const page = readFileSync(path, "utf8");

/** A part of the page under one heading: its titled YAML blocks are files, the block of mistakes is what is said of them. */
interface Part {
  readonly heading: string;
  readonly files: readonly Source[];
  readonly mistakes: string;
}

function partOf(text: string): Part {
  const files = [...text.matchAll(/^```yaml title=(\S+)\n([^]*?)^```$/gm)].map(([, name = "", body = ""]) => ({ path: name, text: body }));
  const mistakes = /^```text title=mistakes\n([^]*?)^```$/m.exec(text)?.[1] ?? "";
  return { heading: /^#* (.*)/.exec(text)?.[1] ?? "", files, mistakes };
}

const parts = page.split(/^(?=#{1,6} )/m).map(partOf);

function said({ files }: Part): string {
  const roots = files.filter(({ text }) => text.startsWith("service:") || text.includes("\nservice:"));
  const read = (wanted: string) => files.find((file) => file.path === wanted) ?? nothingElse(wanted);
  return mistakesIn(readSchemas(roots, read).problems)
    .map(({ place, message }) => `${place}: ${message}\n`)
    .join("");
}

if (process.env["UPDATE"] === "1") {
  let updated = page;
  for (const part of parts) {
    const wanted = said(part);
    if (part.mistakes === wanted) continue;
    const from = updated.indexOf(part.files.at(-1)?.text ?? "");
    const start = updated.indexOf("```text title=mistakes\n", from) + "```text title=mistakes\n".length;
    updated = updated.slice(0, start) + wanted + updated.slice(start + part.mistakes.length);
  }
  writeFileSync(path, updated);
}

test.each(parts.filter(({ files }) => files.length > 0))("the examples under “$heading” say what they say", (part) => {
  expect(said(part)).toBe(part.mistakes);
});

test("the page speaks of every key and every type that takes more than the common constraints", () => {
  const schema = readFileSync(join(import.meta.dirname, "../schemas/service.schema.json"), "utf8");
  const keys = new Set([...schema.matchAll(/^\s+"([a-z-]+)": \{$/gm)].map(([, key = ""]) => key));
  for (const word of ["properties", "items", "additionalProperties"]) keys.delete(word);
  const missing = [...keys].filter((key) => !page.includes(key));
  const special = types.filter(({ constraints }) => constraints.length > 0).map(({ id }) => id);
  expect([...missing, ...special.filter((id) => !page.includes(`\`${id}\``))]).toEqual([]);
});
