import { isVocabulary, wordsOf } from "./words.ts";

/**
 * How a value repeats the name of its variable: as the `name`, alone or with a word before it, where a value was never put in its place
 * (`DOCKER_TAG=API_DOCKER_TAG`); as a `mark` with a word behind it, which for some settings is a choice (`API_KEY=API_KEY_VAL`); in its
 * `words`, beside common ones only (`MONITORING_PASSWORD=monitoring_password`).
 */
export type Echo = "name" | "mark" | "words";

const longest = 128;

export function echoOf(text: string, name: string): Echo | undefined {
  if (text.length < 4 || text.length > longest) return undefined;
  return name.includes("_") && /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(text) ? markOf(text, name) : wordsEcho(text, name);
}

function markOf(text: string, name: string): Echo | undefined {
  const own = wordsOf(name).join(" ");
  const said = wordsOf(text).join(" ");
  if (said === own || said.endsWith(` ${own}`)) return "name";
  return said.startsWith(`${own} `) ? "mark" : undefined;
}

function wordsEcho(text: string, name: string): Echo | undefined {
  if (!/^[A-Za-z][A-Za-z_.-]*\d{0,4}$/.test(text)) return undefined;
  const own = new Set(wordsOf(name));
  const said = wordsOf(text).filter((word) => !/^\d/.test(word));
  return said.some((word) => own.has(word)) && said.every((word) => own.has(word) || isVocabulary(word)) ? "words" : undefined;
}
