import type { Finding } from "../model/diagnostic.ts";
import type { FactOf } from "../model/fact.ts";
import { factsOf } from "../judgement/facts.ts";
import { mayBeDeployed } from "../judgement/role.ts";
import { listed } from "../text/listing.ts";
import { dirname } from "../text/path.ts";
import type { Project, Reading } from "../model/project.ts";
import type { Rule } from "./rule.ts";

export const unsetInterpolation: Rule = {
  id: "unset-interpolation",
  scope: "project",
  severity: "warning",
  summary: "A reference to a variable that is not set expands to nothing, or stops the deploy.",
  why: "Compose says so in one line of its log and goes on with an empty value.",
  *check(project) {
    const examples = exampleNames(project);
    for (const reading of project.readings) {
      const declared = declaredNames(reading, project);
      const facts = factsOf(reading, "reference").filter(({ name }) => name === undefined || declared?.has(name) !== true);
      for (const fact of facts) yield* certain(fact, reading);
      if (declared === undefined && mayBeDeployed(reading.role)) yield* doubtful(facts, examples);
    }
  },
};

/** Names that every shell has, and those that build servers set. */
const ambient = /^(?:PWD|HOME|USER|LOGNAME|SHELL|PATH|TMPDIR|COMPOSE_\w+|CI|(?:CI|GITHUB|GITLAB|BUILDKITE|CIRCLE)_\w+)$/;

/** What is surely not set. */
function* certain({ name, refers, at, value, otherwise, from }: FactOf<"reference">, { role }: Reading): Iterable<Finding> {
  if (value.state !== "absent") return;
  const about = { at, variable: refers };
  if (otherwise === "error") {
    yield { ...about, severity: "error", message: `${refers} is not set, and :? stops the deploy without it`, help: `set ${refers}` };
  }
  if (otherwise !== "empty" || !mayBeDeployed(role) || ambient.test(refers)) return;
  if (from === "shell") yield { ...about, message: `${refers} is not set, so it expands to nothing`, help: adviceFor(refers) };
  if (from === "build" && name !== refers) yield { ...about, message: `${refers} is never declared, so it expands to nothing` };
}

/**
 * What only the deploying shell can set, unless an example env file beside the document tells everyone to. Where there is no such file, only
 * what feeds a variable counts, and not `image: app:${TAG}`. All of one document is one finding.
 */
function* doubtful(facts: readonly FactOf<"reference">[], examples: ReadonlyMap<string, ReadonlySet<string>>): Iterable<Finding> {
  const open = facts.filter(({ name, refers, at, value, otherwise, from }) => {
    const documented = examples.get(dirname(at.source.path));
    const hangs = value.state === "unknown" && otherwise === "empty" && from === "shell" && !ambient.test(refers);
    return hangs && (documented === undefined ? name !== undefined : !documented.has(refers));
  });
  const [first, ...others] = firstOfEach(open);
  if (first === undefined) return;
  const names = [first, ...others].map(({ refers }) => refers);
  const [are, they, have] = others.length === 0 ? ["is", "it expands", "it"] : ["are", "they expand", "them"];
  yield {
    at: first.at,
    ...(others.length === 0 ? { variable: first.refers } : {}),
    message: `${listed(names)} ${are} set by no file here, so ${they} to nothing unless the deploying shell has ${have}`,
    notes: others.slice(0, 8).map(({ at, refers }) => ({ at, message: `${refers} here` })),
    help: adviceFor(first.refers),
  };
}

function firstOfEach(facts: readonly FactOf<"reference">[]): readonly FactOf<"reference">[] {
  const byName = new Map<string, FactOf<"reference">>();
  for (const fact of facts) if (!byName.has(fact.refers)) byName.set(fact.refers, fact);
  return [...byName.values()];
}

function adviceFor(name: string): string {
  return `write \${${name}:?} so that the deploy stops without it, or give it a default with :-`;
}

/** The names that example env files of a folder tell the reader to set. */
function exampleNames({ readings }: Project): ReadonlyMap<string, ReadonlySet<string>> {
  const folders = new Map<string, Set<string>>();
  for (const { role, spec, environments } of readings) {
    if (role !== "example") continue;
    for (const { path } of spec.sources) {
      const names = folders.get(dirname(path)) ?? new Set<string>();
      folders.set(dirname(path), names);
      for (const name of environments.flatMap(({ entries }) => [...entries.keys()])) names.add(name);
    }
  }
  return folders;
}

/** What the services declare that get their environment from this document; undefined when none does. */
function declaredNames(reading: Reading, { deployments }: Project): ReadonlySet<string> | undefined {
  const own = deployments.filter(({ readings }) => readings.some(({ spec }) => spec === reading.spec));
  return own.length === 0 ? undefined : new Set(own.flatMap(({ declarations }) => [...declarations.keys()]));
}
