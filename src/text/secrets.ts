import type { Complaint } from "../model/schema.ts";
import { base64Words } from "./bytes.ts";
import { guessBits } from "./entropy.ts";
import { isVocabulary, mayBeginWord, unleet, wordsOf } from "./words.ts";

/** Longer texts are neither; those that are known by heart are short. */
const longest = 128;

/** Secrets that documentation and starter projects print: jwt.io, Express, Laravel, Symfony, FastAPI, Supabase, Hydra, Directus, Superset, AWS. */
const published: ReadonlySet<string> = new Set([
  "your-256-bit-secret",
  "your-384-bit-secret",
  "your-512-bit-secret",
  "a-string-secret-at-least-256-bits-long",
  "keyboard cat",
  "shhhhh",
  "SomeRandomString",
  "ThisTokenIsNotSoSecretChangeIt",
  "ThisEzPlatformTokenIsNotSoSecret_PleaseChangeIt",
  "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7",
  "super-secret-jwt-token-with-at-least-32-characters-long",
  "youReallyNeedToChangeThis",
  "255d861b-5ea1-5996-9aa3-922530ec40b1",
  "6116487b-cda1-52c2-b5b5-c8022c45e263",
  "thisISaSECRET_1234",
  "AKIAIOSFODNN7EXAMPLE",
  "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
]);

/** Whether everyone knows the text as a secret: printed in documentation, all zeros, or nothing but words such as `admin` and `mysecretpassword`. */
export function isKnownDefault(text: string): boolean {
  if (text.startsWith("django-insecure-") || published.has(text)) return true;
  if (text.length < 3 || text.length > longest) return false;
  if (isOneCharacter(text) || isWordsOnly(text)) return true;
  const decoded = base64Words(text);
  return decoded !== undefined && (isWordsOnly(decoded) || isInstruction(decoded));
}

function isOneCharacter(text: string): boolean {
  return text.length >= 4 && text.charAt(0) === text.charAt(1) && text.replaceAll(text.charAt(0), "") === "";
}

/** At most a few digits beside the words: `admin123`, `postgres2024!`. */
function isWordsOnly(text: string): boolean {
  if (!mayBeginWord(text) || /[^ -~]|[{}()<>/:]/.test(text)) return false;
  const letters = text.toLowerCase().replaceAll(/[^a-z]+/g, "");
  if (letters.length < 3) return false;
  if (isVocabulary(letters) && text.replaceAll(/\D/g, "").length <= 6) return true;
  return letters.length >= 5 && isVocabulary(unleet(text));
}

/** On the words of a text without blanks. Words such as `fill` and `replace` alone are settings, so they do not count. */
const instructions: readonly RegExp[] = [
  / change ?(?:me|this|it|that)(?:[a-z]*) /,
  /^ (?:please )?change(?: (?:\w+ ){0,2}|)(?:password|secret|key|token|user|username) $/,
  / replace ?(?:me|this|by|with)(?:(?:with|by)[a-z]*)? |^ replace .* here $/,
  /^ (?:fix ?me|fill ?(?:me|in|this)|set ?me|edit ?me|overwrite ?me|to ?be (?:replaced|changed|modified|filled|set)) /,
  / placeholder $|^ placeholder (?:key|token|secret|password|value) $/,
  /^ (?:put|insert|enter|paste|add|your) (?:\w+ ){1,6}here $|^ (?:put|insert|enter|paste) (?:\w+ ){0,4}(?:key|token|secret|password) $/,
  /^ get (?:the|a|an|your) (?:\w+ ){0,6}(?:key|token|secret|password) $/,
  /^ generate (?:a|an|your|with|new|random|one|me|this|using|by) /,
];

/** With blanks it is prose, unless it shouts or says nothing else. */
const spoken =
  /^ (?:please )?(?:change|replace) (?:me|this|it) $|^ (?:put |insert |enter |paste )?your (?:\w+ ){0,3}(?:here|key|token|secret|password) $| openssl rand /;

/** `your-domain.example`, `your_secure_key`, and `sk_test_your_stripe_key_here`, but not the name of a template such as `confirm-your-email`. */
const yours = /^[\W_]*your(?:[-_.@]|password|secret|key|token|domain)|[-_]your[-_](?:[a-z0-9]+[-_])*(?:key|token|secret|password|here)$/i;

/** Whether the text asks to be replaced: `changeme`, `<your key>`, `xxx`, `---`, `generate_a_new_key`. */
export function isPlaceholder(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > longest) return false;
  return isBracketed(trimmed) || isFiller(trimmed) || isInstruction(trimmed) || isUrlPlaceholder(trimmed);
}

/** A mark in the address of a search that the program replaces by what its user looks for: `https://find.example/?q=<query>`. */
const searched = /^https?:\/\/[^\s<>]*[?&]\w+=<(?:query|q|search|terms?|search[-_ ]?terms?|keywords?)>[^\s<>]*$/i;

/** `<ISO date time>` alone or among text without blanks, as a part of a path only with several words; neither markup nor `Name <address>`. */
function isBracketed(text: string): boolean {
  if (!text.includes("<") || text.includes("</") || searched.test(text)) return false;
  return (
    /^[^\s<>]*<(?!nil>|null>|none>|no value>|br>|p>)[A-Za-z][\w .:,'-]{1,60}>[^\s<>/]*(?:<[A-Za-z][\w -]{1,40}>[^\s<>]*)*$/i.test(text) ||
    /^[^\s<>]*<[a-z]+(?:[-_][a-z]+)+>[^\s<>]*$/i.test(text)
  );
}

/** A piece of every filler: few texts have one. */
const filling = /[Xx]{3}|---|___|\.{3}|\?{3}|\*{3}|#{3}|EXAMPLE|_(?:VAL|HERE|PLACEHOLDER)$|^TODO/;

/** Characters that hold a place: three dashes, a run of x, the word EXAMPLE at the end of a key, a name in capitals that ends in _HERE. */
function isFiller(text: string): boolean {
  if (!filling.test(text)) return false;
  return (
    /^(?:x{3,}|-{3,}|_{3,}|\.{3,}|\?{3,}|\*{3,}|#{3,})$/i.test(text) ||
    /(?:^|[^A-Za-z0-9])x{4,}(?:$|[^A-Za-z0-9])|x{8,}$/i.test(text) ||
    /^[A-Z0-9]{4,}EXAMPLE(?:KEY)?$/.test(text) ||
    /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_(?:VAL|HERE|PLACEHOLDER)$/.test(text) ||
    /^TODO(?![\w-])/.test(text)
  );
}

/** What one of the words of every instruction begins with: few texts have it, and only those are parted into words. */
const telltale = /change|replace|fix|fill|set|edit|overwrite|to|placeholder|put|insert|enter|paste|add|your|get|generate|openssl/i;

function isInstruction(text: string): boolean {
  if (!telltale.test(text)) return false;
  const phrase = ` ${wordsOf(text).join(" ")} `;
  if (/\s/.test(text) && text !== text.toUpperCase()) return spoken.test(phrase);
  return instructions.some((pattern) => pattern.test(phrase)) || (!text.includes("/") && yours.test(text));
}

/** A URL whose host or password is a placeholder. */
function isUrlPlaceholder(text: string): boolean {
  const authority = text.includes("://") ? /^[a-z][a-z0-9+.-]{0,20}:\/\/([^/?#\s]+)/i.exec(text)?.[1] : undefined;
  if (authority === undefined) return false;
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  const password = /^[^:@]*:(.*)@/.exec(authority)?.[1];
  return /^your[-_.]/i.test(host) || (password !== undefined && (isFiller(password) || isInstruction(password)));
}

/** Whether the text is random enough, and long enough, to be taken for a generated secret wherever it stands. */
export function isHighEntropy(text: string): boolean {
  if (!/^[\w+/=.~-]{20,512}$/.test(text) || !/\d/.test(text) || !/[A-Za-z]/.test(text)) return false;
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^[0-9a-f]{40}$/i.test(text) || /^[./~]/.test(text)) return false;
  return (text.match(/\./g)?.length ?? 0) <= 1 && (text.match(/-/g)?.length ?? 0) <= 3 && guessBits(text, 90) >= 90;
}

/** Whether the text, under the name of a secret, is one: no path, URL, reference or words. */
export function isStrong(text: string): boolean {
  if (!/^[!#%&*+,./0-9:;=?@A-Z^_a-z|~-]{20,512}$/.test(text) || /^[./~]|:\/\//.test(text)) return false;
  return /\d/.test(text) && /[A-Za-z]/.test(text) && guessBits(text, 90) >= 90;
}

/** What is wrong with the text as a secret whatever its length. */
export function secretComplaint(text: string): Complaint | undefined {
  const help = "make a random one, such as openssl rand -base64 32 prints";
  if (isPlaceholder(text)) return { rule: "placeholder", message: "still holds the placeholder that stands for a secret", help };
  if (isKnownDefault(text))
    return { rule: "known-default", message: "is a secret that everyone knows from documentation or common use", help };
  return undefined;
}
