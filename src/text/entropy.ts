import { isVocabulary } from "./words.ts";

/** Only this many characters are looked at: more cannot make a weak text strong enough to matter. */
const sample = 512;

/** What is less takes an attacker with the hash, or with one signed token, no time worth mentioning. */
const weakBelow = 36;

const shortest = 8;

/** Whether a secret with this text can be guessed: too short, too regular, or made of words. Four random words pass. */
export function isWeak(text: string): boolean {
  return text.length < shortest || guessBits(text, weakBelow) < weakBelow;
}

/** Capitals, a word, digits or other characters in a row. */
const runs = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^A-Za-z\d]+/g;

/** A careful guess of the bits it takes to guess the text, up to as many as are `enough`. Words count little per letter, repetition and sequences nearly nothing. */
export function guessBits(text: string, enough = Number.POSITIVE_INFINITY): number {
  const seen = text.slice(0, sample);
  const period = periodOf(seen);
  const piece = (period * 2 > seen.length ? seen : seen.slice(0, period)).replaceAll(/(.)\1{2,}/gs, "$1");
  const mixed = /[A-Z]/.test(seen) && /[a-z]/.test(seen);
  let bits = 0;
  runs.lastIndex = 0;
  for (let run = runs.exec(piece); run !== null && bits < enough; run = runs.exec(piece)) bits += runBits(run[0], mixed);
  return bits;
}

function runBits(run: string, mixed: boolean): number {
  const first = run.charAt(0);
  if (first >= "0" && first <= "9") return digitBits(run);
  return (first >= "A" && first <= "Z") || (first >= "a" && first <= "z") ? letterBits(run, mixed) : signBits(run);
}

function letterBits(run: string, mixed: boolean): number {
  const letters = run.toLowerCase();
  if (isRegular(letters)) return 4;
  if (run.length > 2 && isVocabulary(letters)) return 4;
  return run.length * (isWordLike(letters) ? 3 : mixed ? 5.7 : 4.7);
}

function digitBits(run: string): number {
  if (isRegular(run)) return 3;
  return run.length === 4 && /^(?:19|20)/.test(run) ? 5 : run.length * 3.3;
}

function signBits(run: string): number {
  return isRegular(run) ? 3 : Math.min(run.length * 4, 64);
}

/** One character over and over, or neighbours in order (`1234`, `cba`, and `890` as on a keyboard). */
function isRegular(run: string): boolean {
  if (run.length < 3) return false;
  const step = stepAt(run, 1);
  if (Math.abs(step) > 1) return false;
  for (let at = 2; at < run.length; at += 1) if (stepAt(run, at) !== step) return false;
  return true;
}

/** From the character before to this one. */
function stepAt(run: string, at: number): number {
  const step = run.charCodeAt(at) - run.charCodeAt(at - 1);
  return run.charAt(at) === "0" && step === -9 ? 1 : step;
}

/** Whether letters could be a word of a language: vowels among consonants, as random letters of some length rarely have them. */
function isWordLike(letters: string): boolean {
  if (letters.length < 4) return false;
  const vowels = letters.replaceAll(/[^aeiouy]/g, "").length / letters.length;
  return vowels >= 0.2 && vowels <= 0.7 && !/[^aeiouy]{5}/.test(letters);
}

/**
 * The length of the shortest piece whose repetition makes the text, if it is at most half of it, else the length of the text: Knuth, Morris and
 * Pratt's prefix function, for the few texts whose first half comes again.
 */
function periodOf(text: string): number {
  if (!text.includes(text.slice(0, text.length >> 1), 1)) return text.length;
  const borders = [0];
  let border = 0;
  for (let at = 1; at < text.length; at += 1) {
    while (border > 0 && text[at] !== text[border]) border = borders[border - 1] ?? 0;
    if (text[at] === text[border]) border += 1;
    borders.push(border);
  }
  return text.length - border;
}
