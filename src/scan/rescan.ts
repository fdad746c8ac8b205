import { namesOf, type CodeFile } from "./core/code-base.ts";
import { gistOf, remembering } from "./core/gist.ts";
import type { Note } from "./core/ledger.ts";
import { ordinary, type Opening } from "./core/opening.ts";
import type { Fact } from "./core/shared.ts";
import { isSame, type Changes } from "./changes.ts";
import type { Traced } from "./found-in-code.ts";
import type { Reader } from "./languages/language.ts";
import { planScan, shapeOf, type Learning, type Options, type Plan } from "./scan.ts";
import { dirtyIn, doubtedIn, openingsOf, type Weighed } from "./stale.ts";
import type { Common, Learned, Survey, Surveyed } from "./survey.ts";
import type { GrammarId, Parsers, Tree } from "./tree.ts";

interface Means {
  /** The readers that the user declares. */
  readonly own: readonly Reader[];
  readonly load: (grammars: readonly GrammarId[]) => Promise<Parsers>;
  readonly digest: (text: string) => string;
}

/** Scans what changed, and what depends on that; undefined where that takes a scan of everything. */
export async function rescan(earlier: Survey, changes: Changes, { own, load, digest }: Means): Promise<Surveyed | undefined> {
  if (mayTurn(earlier, changes)) return undefined;
  const { gists } = earlier.common;
  const doubted = doubtedIn(earlier, changes);
  const trees = new Map<string, Tree>();
  const parsers = remembering(await load([...new Set(doubted.map(({ grammar }) => grammar))]), trees);
  const alike = doubted.filter((file) => gistOf(file, parsers.parse(file.grammar, file.text), digest) === gists.get(file.path));
  const plan = planRescan(earlier, { ...changes, alike: new Set(alike.map(({ path }) => path)) }, { own, digest });
  const others = remembering(await load(plan.grammars), trees);
  const survey = plan.learn(others);
  return survey && { ...survey, common: parsers.gaveUp || others.gaveUp ? undefined : () => survey.common };
}

/** Whether so much changed that a name may have become an ordinary word, or something depends on all there is. */
function mayTurn({ common, learned }: Survey, { touched }: Changes): boolean {
  const drift = common.drift + touched.size;
  return common.openings.some(({ from, users }) => from === null && Math.abs(users - ordinary) <= drift) || notesIn(learned).has("*");
}

type More = ReturnType<Learning["common"]>;

interface Rescan extends Pick<Plan, "grammars"> {
  /** What is known then; undefined where the change reaches all files. */
  learn(...given: Parameters<Plan["learn"]>): Survey | undefined;
}

function planRescan(earlier: Survey, changes: Weighed, means: Pick<Options, "own" | "digest">): Rescan {
  const { common, learned } = earlier;
  const fresh = new Map(changes.code.map((file) => [file.path, file]));
  const { scanned, heard } = scannedAgain(earlier, changes, fresh);
  const again = [...scanned].flatMap((path) => (fresh.has(path) ? [] : (learned.get(path)?.file ?? [])));
  const isKept = (path: string): boolean => !changes.touched.has(path);
  const kept = new Map([...learned].filter(([path]) => isKept(path) && !scanned.has(path)));
  const names = new Map([...common.names].map(([path, given]) => [path, isKept(path) ? given : namesOf(fresh.get(path))]));
  const gists = new Map([...common.gists].filter(([path]) => isKept(path) || changes.alike.has(path)));
  const known = { ...common, names, gists, drift: common.drift + changes.touched.size };
  const plan = planScan([...changes.fresh, ...again], {
    ...means,
    code: scanned.size === 0 ? [] : changes.all(),
    earlier: {
      paths: scanned,
      openings: common.openings,
      aliases: aliasesOf(kept),
      opened: openedIn(common.opened, kept),
      far: new Set([...notesIn(learned)].flatMap((note) => (note.startsWith("~") && isKept(note.slice(1)) ? [note.slice(1)] : []))),
      names,
    },
  });
  return {
    grammars: plan.grammars,
    learn: (parsers) => {
      const learning = plan.learn(parsers);
      const all = inOrder(new Map([...kept, ...learning.learned]));
      if (scanned.size === 0) return { files: changes.files, learned: all, common: known };
      const more = learning.common();
      if (pointsOutside(all) || !saysTheSame(earlier, { more, again: learning.learned, all, heard })) return undefined;
      return { files: changes.files, learned: all, common: withMore(known, more) };
    },
  };
}

function withMore(known: Common, { opened, names, gists }: More): Common {
  return { ...known, opened, names: new Map([...known.names, ...names]), gists: new Map([...known.gists, ...gists]) };
}

/** Whether a schema is described in a file of which nothing was known. */
function pointsOutside(learned: ReadonlyMap<string, Learned>): boolean {
  const reads = [...learned.values()].flatMap(({ code }) => code?.declared.reads ?? []);
  return reads.some(({ path }) => path !== undefined && !learned.has(path));
}

function inOrder(learned: ReadonlyMap<string, Learned>): ReadonlyMap<string, Learned> {
  return new Map([...learned].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

interface Reach {
  /** The code to scan again: what changed, what depends on that, and of the heard languages what says something to all others. None where nothing can come of it. */
  readonly scanned: ReadonlySet<string>;
  /** Ids of languages in which that is heeded: no file says anything to one in another language. */
  readonly heard: ReadonlySet<string>;
}

function scannedAgain(earlier: Survey, changes: Weighed, fresh: ReadonlyMap<string, CodeFile>): Reach {
  const dirty = dirtyIn(earlier, changes, fresh);
  const isOpened = openingsOf(earlier);
  const named = [...fresh.values()].filter(isOpened);
  const lost = [...changes.touched].filter((path) => earlier.learned.get(path)?.code);
  const isFruitful = dirty.size > 0 || named.length > 0 || lost.length > 0 || [...fresh.values()].some(({ first }) => first);
  if (!isFruitful) return { scanned: new Set(), heard: new Set() };
  const sayers = sayersIn(earlier);
  const isHearing = (path: string): boolean => {
    const code = earlier.learned.get(path)?.code;
    return (code && (code.says || heeds(code, sayers))) === true || isGiven(earlier, changes.unitOf(path));
  };
  const hearing = [...[...dirty, ...changes.touched].filter(isHearing), ...[...dirty].filter((path) => earlier.common.opened.has(path))];
  const heard = new Set([
    ...named.map(({ language }) => language.id),
    ...hearing.flatMap((path) => fresh.get(path)?.language.id ?? languageAt(path, earlier) ?? []),
  ]);
  const again = [...sayers].filter((path) => !changes.touched.has(path) && heard.has(languageAt(path, earlier) ?? ""));
  return { scanned: new Set([...fresh.keys(), ...dirty, ...again]), heard };
}

function languageAt(path: string, { files }: Survey): string | undefined {
  return shapeOf(files.get(path)?.kind.language ?? "")?.language.id;
}

function sayersIn({ learned }: Survey): ReadonlySet<string> {
  return new Set([...learned].flatMap(([path, { code }]) => (code?.says === true ? [path] : [])));
}

/** Whether what was found in a file follows from one of those that say something to all others. */
function heeds({ notes }: Traced, sayers: ReadonlySet<string>): boolean {
  return notes.some((note) => sayers.has(note.slice(1)));
}

/** Whether a function of a unit is given the environment by another one. */
function isGiven({ common }: Survey, unit: string): boolean {
  const path = JSON.stringify(`@${unit}:`).slice(0, -1);
  return common.facts.some(({ text }) => text.includes(path));
}

/** Every note once: what is found in different files mostly follows from the same. */
function notesIn(learned: ReadonlyMap<string, Learned>): ReadonlySet<Note> {
  const notes = new Set<Note>();
  for (const { code } of learned.values()) for (const note of code?.notes ?? []) notes.add(note);
  return notes;
}

function aliasesOf(learned: ReadonlyMap<string, Learned>): readonly ReadonlySet<string>[] {
  const rounds: Set<string>[] = [];
  for (const { code } of learned.values()) {
    for (const [round, names] of (code?.aliases ?? []).entries()) for (const name of names) (rounds[round] ??= new Set()).add(name);
  }
  return rounds;
}

function openedIn(opened: ReadonlyMap<string, number>, kept: ReadonlyMap<string, Learned>): ReadonlyMap<string, number> {
  return new Map([...opened].filter(([path]) => kept.has(path)));
}

interface Said extends Pick<Reach, "heard"> {
  readonly more: More;
  /** What was found in what was scanned again. */
  readonly again: Survey["learned"];
  readonly all: Survey["learned"];
}

/** Whether what the files say to each other is what it was; where those that say it were not scanned again, nothing else may be said, and nobody may heed it. */
function saysTheSame(earlier: Survey, { more, again, all, heard }: Said): boolean {
  const { common, learned } = earlier;
  const sayers = sayersIn(earlier);
  const unheard = new Set([...sayers].filter((path) => !heard.has(languageAt(path, earlier) ?? "")));
  const silent = new Set([...unheard].flatMap((path) => languageAt(path, earlier) ?? []));
  const isHeard = ({ language }: Pick<Fact, "language">): boolean => !silent.has(language);
  return (
    isSame(common.facts.filter(isHeard), more.facts) &&
    isSame(common.openings.filter(isHeard).map(namedIn), more.openings.map(namedIn)) &&
    ![...again.values()].some(({ code }) => code !== null && heeds(code, unheard)) &&
    isSame(aliasesOf(learned).map(sorted), aliasesOf(all).map(sorted)) &&
    ![...all.values()].some(({ code }) => code?.notes.includes("*") === true)
  );
}

const namedIn = ({ language, names, from }: Opening): unknown => [language, names, from];
const sorted = (names: ReadonlySet<string>): readonly string[] => [...names].toSorted();
