import type { Binding } from "../model/binding.ts";
import type { Project, Reading } from "../model/project.ts";
import type { Span } from "../model/source.ts";
import { type Contrast, contrastOf } from "../text/contrast.ts";
import { envLinesOf } from "./env-lines.ts";
import { factsOf, placeKey, Places } from "./facts.ts";

/** One line of an env file that two programs of the project read, and what each makes of it. */
export interface Divergence {
  readonly name: string;
  readonly at: Span;
  readonly readings: readonly [Reading, Reading];
  readonly contrast: Contrast;
}

/** What one reading has of one file, by name. */
interface Taken {
  readonly reading: Reading;
  readonly lines: ReadonlyMap<string, Binding>;
  /** Whether it is certain that a line is dropped that is not among them. */
  readonly drops: (at: Span) => boolean;
}

const known = new WeakMap<Project, readonly Divergence[]>();

/** Every line that is certain to be read in two ways: each of its readers is named by a document, a target, a schema or the file itself. */
export function divergencesOf(project: Project): readonly Divergence[] {
  const before = known.get(project);
  if (before !== undefined) return before;
  const found = [...takenByPath(project.readings).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : distinct(others.flatMap((other) => between(first, other))),
  );
  known.set(project, found);
  return found;
}

/** The places of such lines: what else is odd about one of its readings is the same mistake. */
export function divergentPlaces(project: Project): ReadonlySet<string> {
  return new Set(divergencesOf(project).map(({ at }) => placeKey(at)));
}

/** Each file with its first reading by every format that surely reads it, and refuses nothing in it. */
function takenByPath(readings: readonly Reading[]): Map<string, Taken[]> {
  const taken = new Map<string, Taken[]>();
  for (const reading of readings.filter(isSure)) {
    const refused = new Set(reading.spec.problems.flatMap(({ at }) => at?.source.path ?? []));
    const drops = droppedBy(reading);
    for (const [path, lines] of linesByPath(reading)) {
      const all = taken.get(path) ?? [];
      if (!refused.has(path) && !all.some((other) => other.reading.format === reading.format))
        taken.set(path, [...all, { reading, lines, drops }]);
    }
  }
  return taken;
}

/** Discovery takes an env file for one of npm dotenv as long as nobody says whose it is. */
function isSure({ format, target, role, readBy }: Reading): boolean {
  return role !== "example" && role !== "test" && (readBy?.sure ?? (format !== "dotenv" || target.startsWith("dotenv:")));
}

/** A name with white space or a byte order mark in it sets nothing that anybody asks for. */
function linesByPath(reading: Reading): Map<string, Map<string, Binding>> {
  const own = isEnvFile(reading) ? reading.spec.sources : [];
  const files = new Map(own.map(({ path }) => [path, new Map<string, Binding>()]));
  for (const binding of envLinesOf(reading)) {
    if (/[\s\uFEFF]/.test(binding.name)) continue;
    const { path } = binding.at.source;
    const lines = files.get(path) ?? new Map<string, Binding>();
    files.set(path, lines.set(binding.name, binding));
  }
  return files;
}

/** Whether the target is an env file, or several, and nothing that imports one. */
function isEnvFile({ spec: { bundles, workloads } }: Reading): boolean {
  return bundles.size === 0 && workloads.length === 1 && workloads[0]?.address === "";
}

function between(one: Taken, other: Taken): Divergence[] {
  const readings = [one.reading, other.reading] as const;
  const { lines } = other;
  const both = [...one.lines].map(([name, first]) => ({ name, at: first.at, contrast: contrastBetween(first, lines.get(name)) }));
  const more = [...lines].filter(([name]) => !one.lines.has(name));
  return [...both, ...more.map(([name, second]) => ({ name, at: second.at, contrast: contrastBetween(undefined, second) }))].flatMap(
    ({ name, at, contrast }) => {
      const isCertain = [one, other].every((taken) => taken.lines.has(name) || taken.drops(at));
      return contrast === undefined || !isCertain ? [] : [{ name, at, readings, contrast }];
    },
  );
}

/** What a document does not have of a file that it imports, it may have from elsewhere, unless its reader says that the line is dropped. */
function droppedBy(reading: Reading): Taken["drops"] {
  if (isEnvFile(reading)) return () => true;
  const places = new Places(factsOf(reading, "ignored-line").map(({ at }) => at));
  return (at) => places.has(at);
}

/** Nothing is certain of a value that nobody can see. */
function contrastBetween(first: Binding | undefined, second: Binding | undefined): Contrast | undefined {
  if (first?.value.state === "known" && second?.value.state === "known") return contrastOf(first.value.text, second.value.text);
  if (first === undefined && second?.value.state === "known") return ["dropped", "set"];
  return second === undefined && first?.value.state === "known" ? ["set", "dropped"] : undefined;
}

function distinct(found: readonly Divergence[]): Divergence[] {
  const names = new Set<string>();
  return found.filter(({ name }) => names.size < names.add(name).size);
}
