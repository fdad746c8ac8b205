import { parse } from "dotenv";
import type { Source } from "../model/source.ts";
import type { Lookup } from "../model/value.ts";
import { dotenvReader } from "../text/env-file/dotenv.ts";
import type { EnvFile } from "../text/env-file/env-file.ts";
import { readHerokuConfig } from "../text/env-file/heroku.ts";
import { envFileSpec } from "../text/env-file/spec.ts";
import { basename, type Format } from "./format.ts";

/** `.env`, `.env.local`, `prod.env`, `prod.env.example`, `env.example`; a source file such as `env.ts` or `.env.d.ts` is none. */
const fileName = /^(?:.*\.env(?:\.[\w.-]+)?|env\.(?:example|sample|template|dist|defaults?))$/;
const otherContent =
  /\.(?:[cm]?[jt]sx?|(?:json|ya?ml|toml)(?:\.(?:example|sample|template|dist|defaults?))?|md|py|rb|go|php|sh|enc|gpg|age)$/;

/** The default for env files: npm dotenv, which most loaders follow. `dotenv:-` is also how the output of `heroku config -s` comes in. */
export const dotenv: Format = {
  id: "dotenv",
  summary: ".env files as npm dotenv reads them",
  unseen: "what the process already has, which wins over the file",
  globs: ["**/.env", "**/.env.*", "**/*.env", "**/*.env.*", "**/env.{example,sample,template,dist,default,defaults}"],
  options: [],
  accepts: ({ path }) => fileName.test(basename(path)) && !otherContent.test(path),
  read: ({ sources }, { shell }) =>
    envFileSpec(
      sources,
      sources.map((source) => (source.path === "-" ? readHerokuConfig(source) : undefined) ?? readDotenv(source, shell)),
    ),
};

const read = dotenvReader((text) => parse(text, { fast: true }));

/** How many of each line separator (U+2028, U+2029) a file may have: at every one in a value, dotenv searches the rest of that value. */
const mostSeparators = 16;

function readDotenv(source: Source, shell: Lookup): EnvFile {
  if (["\u2028", "\u2029"].every((separator) => source.text.split(separator, mostSeparators + 2).length <= mostSeparators + 1))
    return read(source, shell);
  const message = "the file must have fewer U+2028 and U+2029 line separators, which npm dotenv cannot take in linear time";
  return { bindings: [], facts: [], problems: [{ at: { source, start: 0, end: 0 }, message }] };
}
