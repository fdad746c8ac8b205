import { editDistance } from "./suggest.ts";

/** Words one letter apart that mean different things. */
const strangers = new Set([
  "http https",
  "smtp smtps",
  "imap imaps",
  "ldap ldaps",
  "redis rediss",
  "ws wss",
  "ftp ftps",
  "get set",
  "in on",
  "max min",
]);

/** Words that people take for each other. */
const twins = new Set(["uri url", "passwd password", "pass password", "pwd password", "token tokens", "addr address", "hostname host"]);

interface Name {
  readonly text: string;
  readonly words: readonly string[];
  /** The words without what separates them. */
  readonly letters: string;
}

/**
 * Finds the name that another one is likely a misspelling of, judged word by word: `SESION_COOKIE_AGE`, `SHOW_STYLE_GUIDE` for
 * `SHOW_STYLEGUIDE`, `DATABASE_URI` for `DATABASE_URL`. Names that differ in a whole word (`DB_HOST`, `DB_PORT`) or in a digit are different names.
 */
export function misspelledAmong(names: Iterable<string>): (written: string) => string | undefined {
  const meant = [...names].map(nameOf);
  return (written) => {
    const name = nameOf(written);
    return meant.find((other) => isMisspelling(name, other))?.text;
  };
}

function nameOf(text: string): Name {
  const words = text.toLowerCase().split(/[^a-z0-9]+/);
  return { text, words, letters: words.join("") };
}

/** No twin words and no slip change the length by more. */
const longestSlip = 4;

function isMisspelling(written: Name, meant: Name): boolean {
  if (Math.abs(written.letters.length - meant.letters.length) > longestSlip || written.text === meant.text) return false;
  if (written.letters === meant.letters) return true;
  const [one, other] = [written.words, meant.words];
  if (one.length !== other.length) return false;
  const first = one.findIndex((word, i) => word !== other[i]);
  if (first === one.findLastIndex((word, i) => word !== other[i])) return isSlip(one[first] ?? "", other[first] ?? "");
  return written.letters.length === meant.letters.length && one.toSorted().join("_") === other.toSorted().join("_");
}

function isSlip(word: string, wanted: string): boolean {
  const pair = [word, wanted].toSorted().join(" ");
  if (twins.has(pair)) return true;
  if (strangers.has(pair) || digitsOf(word) !== digitsOf(wanted)) return false;
  if (`${word}s` === wanted || `${wanted}s` === word) return wanted.length > 2;
  const shorter = Math.min(word.length, wanted.length);
  if (sameLetters(word, wanted)) return shorter > 2 && editDistance(word, wanted, 1) === 1;
  if (shorter < 4 || (shorter < 6 && word.length === wanted.length)) return false;
  return editDistance(word, wanted, 2) <= (shorter < 10 ? 1 : 2);
}

function digitsOf(word: string): string {
  return word.replaceAll(/\D/g, "");
}

function sameLetters(word: string, wanted: string): boolean {
  return word.split("").toSorted().join("") === wanted.split("").toSorted().join("");
}
