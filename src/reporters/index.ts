import { checkstyle } from "./checkstyle.ts";
import { concise } from "./concise.ts";
import { github } from "./github.ts";
import { gitlab } from "./gitlab.ts";
import { json } from "./json.ts";
import { junit } from "./junit.ts";
import { markdown } from "./markdown.ts";
import { rdjson } from "./rdjson.ts";
import type { Reporter } from "./reporter.ts";
import { sarif } from "./sarif.ts";
import { text } from "./text.ts";

/** Every output format, in the order of the help; the first is the default. */
export const reporters: readonly [Reporter, ...Reporter[]] = [
  text,
  concise,
  json,
  github,
  markdown,
  sarif,
  junit,
  gitlab,
  rdjson,
  checkstyle,
];
