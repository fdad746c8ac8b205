import { innerOf } from "../lists.ts";

/**
 * What an answer follows from outside its own file, each with its kind in front: `=` the content of a file, `:` what its code means, `!` that a unit has no such name (with NUL between them), `>` the names that its text gives to others,
 * `~` that it is too far to look into, `/` which files have this name, `+` which files a unit has, `^` what the functions of a unit read, `*` all code.
 */
export type Note = `${Ground}${string}` | "*";
type Ground = "=" | ":" | "!" | ">" | "~" | "/" | "+" | "^";

/** What an answer followed from: notes of its own, and the answers to other questions. */
interface Grounds {
  readonly notes: Note[];
  readonly answers: Grounds[];
  /** Whether there is one among all of them that a file is too far. */
  isFar: boolean;
}

/** An answer, with what it followed from, if that is anything. */
export interface Remembered<T> {
  readonly value: T;
  readonly grounds?: Grounds | undefined;
}

interface Memo<K, T> {
  get(key: K): Remembered<T> | undefined;
  set(key: K, remembered: Remembered<T>): unknown;
}

/** Keeps account of what that which is found in a file follows from, also where an answer is remembered that somebody else asked for. */
export class Ledger {
  readonly #accounts = new Map<string, Grounds>();
  /** Each is made once: there are a hundred times as many questions. */
  readonly #notes = new Map<Ground, Map<string, Note>>();
  #current: Grounds | undefined;

  note(ground: Ground, about: string): void {
    const grounds = (this.#current ??= noGrounds());
    grounds.notes.push(this.#noteOf(ground, about));
    grounds.isFar ||= ground === "~";
  }

  /** That it may follow from any code. */
  noteAll(): void {
    (this.#current ??= noGrounds()).notes.push("*");
  }

  #noteOf(ground: Ground, about: string): Note {
    const notes = innerOf(this.#notes, ground);
    const known = notes.get(about);
    if (known !== undefined) return known;
    const note: Note = `${ground}${about}`;
    notes.set(about, note);
    return note;
  }

  /** Books all that is noted meanwhile on a file. */
  account<T>(path: string, find: () => T): T {
    const { value, grounds } = this.#collect(find);
    const account = this.#accounts.get(path) ?? noGrounds();
    if (grounds !== undefined) account.answers.push(grounds);
    this.#accounts.set(path, account);
    return value;
  }

  of(path: string): ReadonlySet<Note> {
    const account = this.#accounts.get(path);
    return account === undefined ? new Set() : notesIn(account);
  }

  /** Finds an answer once; `meanwhile` is the answer for whoever asks the same on the way to it. */
  remember<K, T>(memo: Memo<K, T>, key: K, find: () => T, meanwhile?: T): T {
    return this.recall(memo.get(key) ?? this.#find(memo, key, find, meanwhile));
  }

  /** An answer that was found before. */
  recall<T>({ value, grounds }: Remembered<T>): T {
    if (grounds !== undefined) this.#follow(grounds);
    return value;
  }

  #find<K, T>(memo: Memo<K, T>, key: K, find: () => T, meanwhile: T | undefined): Remembered<T> {
    if (meanwhile !== undefined) memo.set(key, { value: meanwhile });
    const remembered = this.#collect(find);
    memo.set(key, remembered);
    return remembered;
  }

  #follow(answer: Grounds): void {
    const grounds = (this.#current ??= noGrounds());
    if (grounds.answers.at(-1) !== answer) grounds.answers.push(answer);
    grounds.isFar ||= answer.isFar;
  }

  #collect<T>(find: () => T): Remembered<T> {
    const before = this.#current;
    this.#current = undefined;
    const value = find();
    const grounds = this.#current;
    this.#current = before;
    return grounds === undefined ? { value } : { value, grounds: onlyOne(grounds) };
  }
}

/** Forgets the answers that followed from a file being too far. */
export function dropFar<K, T>(memo: Map<K, Remembered<T>>): void {
  for (const [key, { grounds }] of memo) if (grounds?.isFar === true) memo.delete(key);
}

const noGrounds = (): Grounds => ({ notes: [], answers: [], isFar: false });

/** An answer that follows from one other alone has its grounds. */
function onlyOne(grounds: Grounds): Grounds {
  const [first, ...others] = grounds.answers;
  return first !== undefined && others.length === 0 && grounds.notes.length === 0 ? first : grounds;
}

function notesIn(account: Grounds): ReadonlySet<Note> {
  const notes = new Set<Note>();
  const seen = new Set([account]);
  for (const { notes: own, answers } of seen) {
    for (const note of own) notes.add(note);
    for (const answer of answers) seen.add(answer);
  }
  return notes;
}
