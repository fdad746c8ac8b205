import type { Finding, Note } from "../model/diagnostic.ts";
import type { FactOf } from "../model/fact.ts";
import { factsOf } from "../judgement/facts.ts";
import { commentedNamesIn } from "../judgement/env-lines.ts";
import { byPlace, grouped, together } from "../judgement/together.ts";
import { mayBeDeployed } from "../judgement/role.ts";
import { misspelledAmong } from "../text/misspelling.ts";
import { dirname } from "../text/path.ts";
import type { Source, Span } from "../model/source.ts";
import type { Project, Reading } from "../model/project.ts";
import type { Rule } from "./rule.ts";

export const unsetInterpolation: Rule = {
  id: "unset-interpolation",
  scope: "project",
  severity: "warning",
  summary: "A reference to a variable that is not set expands to nothing, or stops the deploy.",
  why: "Compose says so in one line of its log and goes on with an empty value.",
  holds: ({ role }) => role === "example",
  *check(project) {
    const around = aroundOf(project);
    for (const reading of project.readings) {
      const declared = declaredNames(reading, project);
      if (mayBeDeployed(reading.role)) yield* factsOf(reading, "lost-piece").map(lost);
      const facts = factsOf(reading, "reference").filter(({ name }) => name === undefined || declared?.has(name) !== true);
      for (const fact of facts) yield* certain(fact, reading);
      if (declared === undefined && mayBeDeployed(reading.role)) yield* doubtful(facts, around);
    }
  },
};

/** Names that every shell has, those that build servers set, and those that the command of Laravel Sail exports for its Compose. */
const ambient = /^(?:WWWUSER|WWWGROUP|PWD|HOME|USER|LOGNAME|SHELL|PATH|TMPDIR|COMPOSE_\w+|CI|(?:CI|GITHUB|GITLAB|BUILDKITE|CIRCLE)_\w+)$/;

/** What the reference refers to is not told: it may be a piece of a password. */
function lost({ name, at }: FactOf<"lost-piece">): Finding {
  return {
    at,
    variable: name,
    message: `${name} loses a part: a $ in it is taken for a reference to what no file here sets`,
    help: "where the $ is a part of the value, escape it: $$ in a compose file, single quotes in most env files",
  };
}

/** What is surely not set. */
function* certain({ name, refers, at, value, otherwise, from }: FactOf<"reference">, { role }: Reading): Iterable<Finding> {
  if (value.state !== "absent") return;
  const about = { at, variable: refers };
  if (otherwise === "error") {
    yield { ...about, severity: "error", message: `${refers} is not set, and :? stops the deploy without it`, help: `set ${refers}` };
  }
  if (otherwise !== "empty" || !mayBeDeployed(role) || (from !== "file" && ambient.test(refers))) return;
  if (from === "shell") yield { ...about, message: `${refers} is not set, so it expands to nothing`, help: adviceFor(refers) };
  if (from === "file")
    yield { ...about, message: `${refers} is set by no line above, so it expands to nothing`, help: "write its value out" };
  if (from === "build" && name !== refers) yield { ...about, message: `${refers} is never declared, so it expands to nothing` };
}

/** The names that env files set, by folder. */
interface Around {
  /** In examples, which tell everyone to set them, or that they can where they are commented out. */
  readonly examples: Names;
  /** In files that no service is given, and that the deploy may name with `--env-file`. */
  readonly offered: Names;
  /** In files of an `env_file`, which fill in nothing. */
  readonly handed: Names;
}

/**
 * What only the deploying shell can set, unless an example beside or above the document tells everyone to, or an env file beside it sets it
 * for whoever names that file. Where no example is beside it, only what feeds a variable counts, and not `image: app:${TAG}`. All of one
 * document is one finding.
 */
function* doubtful(facts: readonly FactOf<"reference">[], { examples, offered, handed }: Around): Iterable<Finding> {
  const open = facts.filter(({ name, refers, at, value, otherwise, from }) => {
    const folder = dirname(at.source.path);
    const hangs = value.state === "unknown" && otherwise === "empty" && from === "shell" && !ambient.test(refers);
    if (!hangs || offered.get(folder)?.has(refers) === true || isTold(refers, folder, examples)) return false;
    return name !== undefined || examples.has(folder);
  });
  const [first, ...others] = grouped(byPlace(open), ({ refers }) => refers).map(([{ refers, at }]) => ({ name: refers, at }));
  if (first === undefined) return;
  const folder = dirname(first.at.source.path);
  const meant = meantHere([first, ...others], new Map([...(offered.get(folder) ?? []), ...(handed.get(folder) ?? [])]));
  const finding = together([first, ...others], {
    one: "is set by no file that fills it in, so it expands to nothing unless the deploying shell has it",
    several: "are set by no file that fills them in, so they expand to nothing unless the deploying shell has them",
  });
  yield { ...finding, notes: [...meant, ...(finding.notes ?? [])], help: adviceFor(first.name) };
}

/** Whether an example of a folder, or of one above it, tells to set a name. */
function isTold(name: string, folder: string, examples: Names): boolean {
  if (examples.get(folder)?.has(name) === true) return true;
  return folder !== "" && isTold(name, dirname(folder.slice(0, -1)), examples);
}

/** Names that an env file beside sets, for containers alone, or that the references may mean. */
function meantHere(open: readonly { readonly name: string }[], settings: ReadonlyMap<string, Span>): Note[] {
  const meantBy = misspelledAmong(settings.keys());
  return open.flatMap(({ name }) => {
    const same = settings.get(name);
    if (same !== undefined) return [{ at: same, message: `${name} is set here, and env_file hands that to containers alone` }];
    const near = meantBy(name);
    const at = near === undefined ? undefined : settings.get(near);
    return near === undefined || at === undefined ? [] : [{ at, message: `${near} is set here: did you mean that by ${name}?` }];
  });
}

function adviceFor(name: string): string {
  return `write \${${name}:?} so that the deploy stops without it, or give it a default with :-`;
}

function aroundOf({ readings }: Project): Around {
  const given = readings.filter(({ format }) => format === "compose").flatMap(({ environments }) => environments);
  const paths = new Set(given.flatMap(({ entries }) => [...entries.values()].flatMap(({ from }) => from.map(({ at }) => at.source.path))));
  const isHanded = ({ spec }: Reading): boolean => spec.sources.some(({ path }) => paths.has(path));
  const own = readings.filter(({ role, format }) => role !== "example" && format.includes("env"));
  return {
    examples: namesByFolder(
      readings.filter(({ role }) => role === "example"),
      commentedNamesIn,
    ),
    offered: namesByFolder(own.filter((reading) => !isHanded(reading))),
    handed: namesByFolder(own.filter(isHanded)),
  };
}

type Names = ReadonlyMap<string, ReadonlyMap<string, Span>>;

/** The names that some env files set, by their folders; `more` finds others in the text. */
function namesByFolder(readings: readonly Reading[], more?: (source: Source) => ReadonlyMap<string, Span>): Names {
  const folders = new Map<string, Map<string, Span>>();
  for (const { spec, environments, format } of readings) {
    const set = environments.flatMap(({ entries }) => [...entries]);
    for (const source of spec.sources) {
      const folder = dirname(source.path);
      const names = folders.get(folder) ?? new Map<string, Span>();
      folders.set(folder, names);
      for (const [name, at] of (format.includes("env") && more?.(source)) || []) names.set(name, at);
      for (const [name, { from }] of set) names.set(name, from[0].at);
    }
  }
  return folders;
}

/** What the services declare that get their environment from this document; undefined when none does. */
function declaredNames(reading: Reading, { deployments }: Project): ReadonlySet<string> | undefined {
  const own = deployments.filter(({ readings }) => readings.some(({ spec }) => spec === reading.spec));
  return own.length === 0 ? undefined : new Set(own.flatMap(({ declarations }) => [...declarations.keys()]));
}
