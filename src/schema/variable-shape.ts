import * as z from "zod/mini";
import { types } from "../types/index.ts";
import { flag, key, length, line, mapping, named, names, prose, text, texts, when } from "./shape-parts.ts";
import { words } from "./words.ts";

function anyOf(table: Readonly<Record<string, readonly string[]>>): z.ZodMiniEnum<Record<string, string>> {
  return z.enum([...new Set(Object.values(table).flat())]);
}

const constraintKeys = {
  "one-of": key(texts, "The only texts it may have"),
  not: key(texts, "Texts it must not have"),
  pattern: key(z.string(), "An RE2 pattern that must be found in the text; anchor it with ^ and $ to cover all of it"),
  min: key(text, "The smallest value, in the type's own notation (`300`, `30s`, `1MiB`)"),
  max: key(text, "The largest value, in the type's own notation"),
  "min-length": key(length, "The fewest characters"),
  "max-length": key(length, "The most characters"),
  "min-bytes": key(length, "The fewest bytes, after decoding where the type decodes"),
  schemes: key(texts, "The URL schemes it may have"),
  hosts: key(texts, "The hosts it may point to; `*.example.com` stands for every subdomain"),
  separator: key(line, "What stands between the items of a list"),
  unique: key(flag, "Whether no item may stand twice"),
  kind: key(
    anyOf(words.kind),
    Object.entries(words.kind)
      .map(([type, kinds]) => `${type}: ${kinds.join(", ")}`)
      .join("; "),
  ),
  "key-type": key(anyOf(words["key-type"]), "The algorithm of a PEM key"),
  "min-bits": key(length, "The smallest size of a PEM key"),
  algorithm: key(anyOf(words.algorithm), "The JWT algorithm the key is for"),
};

function typeId() {
  return z.enum(types.map(({ id }) => id));
}

function typeKeys() {
  const items = mapping("a list of items", { type: key(typeId(), "The type of each item"), ...constraintKeys });
  return { ...constraintKeys, items: key(z.union([typeId(), items]), "The type of each item, or a mapping with `type` and constraints") };
}

/** The shape of one variable. */
export function variableShape() {
  const overridable = {
    type: key(typeId(), "The kind of text it holds; string when nothing is said"),
    required: key(z.union([flag, mapping("a requirement", { when })]), "true unless there is a default; `when` names the conditions"),
    default: key(text, "What the service uses when it is not set"),
    sensitive: key(flag, "Whether its value is a secret; some types say so themselves"),
    deprecated: key(z.union([flag, prose]), "true, or what to use instead"),
    description: key(prose, "What it is for"),
    impact: key(prose, "What breaks without it"),
    example: key(text, "A value that would do; never a real secret"),
    docs: key(prose, "Where to read more"),
    owner: key(prose, "Who to ask"),
    runbook: key(prose, "What to do when it is wrong"),
    ...typeKeys(),
  };
  const override = mapping("an override", { ...overridable, forbidden: key(flag, "Whether it must not be set in this stage") });
  return mapping("a variable", {
    ...overridable,
    forbidden: key(z.union([flag, names]), "true, or the stages in which it must not be set"),
    aliases: key(names, "Names the service reads when this one is not set; NAME_FILE reads the value from a file"),
    in: key(named(override), "What differs in a stage"),
  });
}
