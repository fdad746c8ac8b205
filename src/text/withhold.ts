/** What stands for text that is not told. */
export const withheld = "***";

/** A run of letters and digits as long as generated secrets are. */
const run = /[A-Za-z0-9]{12,}/g;
const pieces = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;
/** Letters or digits that a piece of a name has on average, and one of a random text has not. */
const fewest = 2.6;

/** The part of a URL before its host. */
const userinfo = /(:\/\/)[^\s/@]+@/g;

/**
 * Text with everything masked in it that looks like a generated secret, and the credentials of URLs. Names, keys and paths are told, and where
 * a document is broken, or a secret was pasted into the wrong place, a piece of a value stands where they belong.
 */
export function withhold(text: string): string {
  return text.replaceAll(userinfo, `$1${withheld}@`).replaceAll(run, (word) => (isRandom(word) ? withheld : word));
}

/** A target's text without the values of its options, as it may be told. */
export function withoutValues(text: string): string {
  return text.replaceAll(/([?&](?:build-arg|env)=[^=&#]*=)[^&#]*/g, "$1***");
}

function isRandom(word: string): boolean {
  return word.length < (word.match(pieces) ?? []).length * fewest;
}

/** Whether a word that stands alone is meant as a name: in capitals or with underscores, as no password is written. */
export function isSurelyName(word: string): boolean {
  return /^(?:[A-Z_][A-Z0-9_]*|[a-z]+(?:_[a-z0-9]+)+)$/.test(word);
}

/** A name with letters of other alphabets or a percent sign that is written twice behind it, or words in capitals. */
const rareName = /^(?:[\p{L}\p{N}_][\p{L}\p{N}_.-]*(?:%%)?|[A-Z_]+(?: [A-Z_]+)* ?)$/u;

/** Whether a name may be told: it looks like one, and not like a value or a piece of one. */
export function isTellable(text: string): boolean {
  return (/^\w[\w.-]*$/.test(text) || rareName.test(text)) && withhold(text) === text;
}

/** Whether a piece of a name may be told: in capitals, as variables are, or too short to be a secret. */
function isTellablePiece(text: string): boolean {
  return withhold(text) === text && (/^[A-Z0-9_]*$/.test(text) || /^[\w.-]{0,7}$/.test(text));
}

/** What a name that code makes up begins or ends with, as it may be told. */
export function toldPiece(piece: string): string {
  return isTellablePiece(piece) ? piece : withheld;
}

/** A piece of code without the texts in it that may be secrets. */
export function withoutTexts(code: string): string {
  return withhold(code).replaceAll(
    /(["'`])([^"'`]*)(["'`]|$)/g,
    (_whole, open: string, text: string, close: string) => open + toldPiece(text) + close,
  );
}
