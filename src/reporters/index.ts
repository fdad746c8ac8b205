import { concise } from "./concise.ts";
import { github } from "./github.ts";
import { json } from "./json.ts";
import { markdown } from "./markdown.ts";
import type { Reporter } from "./reporter.ts";
import { text } from "./text.ts";

/** Every output format, in the order of the help; the first is the default. */
export const reporters: readonly [Reporter, ...Reporter[]] = [text, concise, json, github, markdown];
