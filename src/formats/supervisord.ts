import { append } from "../text/append.ts";
import type { Layer } from "../model/binding.ts";
import type { Source, Span } from "../model/source.ts";
import { known, opaque } from "../model/value.ts";
import { duplicatesIn } from "../text/env-file/facts.ts";
import { platformBackdrop } from "../text/platform/backdrop.ts";
import { configSections, type Option, type Section } from "../text/platform/config-parser.ts";
import { environmentOf } from "../text/platform/supervisor.ts";
import { emptyGathered, type Gathered } from "../text/platform/variables.ts";
import { basename, type Format } from "./format.ts";

/** Programs of Supervisor: what Supervisor has itself, its own `environment`, and that of the program. */
export const supervisord: Format = {
  id: "supervisord",
  summary: "programs of Supervisor",
  unseen: "what Supervisor itself was started with, and what %(…)s comes to",
  globs: [],
  options: [],
  accepts: ({ path, text }) => /\.(?:conf|ini)$/.test(path) && (/^supervisord?\b/.test(basename(path)) || isProgram.test(text)),
  read: ({ sources }) => {
    const gathered = emptyGathered();
    const sections = sources.flatMap((source) => sectionsOf(source, gathered));
    const shared = sections.flatMap(({ source, section }) => (section.name === "supervisord" ? layersOf(source, section, gathered) : []));
    for (const { source, section } of sections) addProgram(source, section, { shared, gathered });
    return { sources, bundles: new Map(), ...gathered };
  },
};

const isProgram = /^\[(?:program|fcgi-program|eventlistener):/m;
const heading = /^(?:program|fcgi-program|eventlistener):\s*(.+)$/s;
const supplied = ["SUPERVISOR_ENABLED", "SUPERVISOR_PROCESS_NAME", "SUPERVISOR_GROUP_NAME", "SUPERVISOR_SERVER_URL"];

function sectionsOf(source: Source, { problems }: Gathered): { readonly source: Source; readonly section: Section }[] {
  const read = configSections(source);
  append(problems, read.problems);
  return read.sections.map((section) => ({ source, section }));
}

function addProgram(source: Source, section: Section, { shared, gathered }: { shared: readonly Layer[]; gathered: Gathered }): void {
  const name = heading.exec(section.name)?.[1]?.trim();
  if (name === undefined) return;
  const at = { source, start: section.end - name.length, end: section.end };
  const list = environmentIn(section);
  gathered.workloads.push({
    address: name.replaceAll("/", "-"),
    names: [name],
    at,
    main: true,
    layers: [
      { kind: "opening", at, because: "Supervisor hands on what it was started with itself" },
      {
        kind: "backdrop",
        backdrop: platformBackdrop(at, supplied, (which) => (which === "SUPERVISOR_ENABLED" ? known("1") : opaque("Supervisor sets it"))),
      },
      ...shared,
      ...layersOf(source, section, gathered),
    ],
    ...(list && { list: keyOf(source, list) }),
  });
}

/** The later of one option wins. */
function environmentIn({ options }: Section): Option | undefined {
  return options.findLast(({ name }) => name === "environment");
}

function keyOf(source: Source, { start, name }: Option): Span {
  return { source, start, end: start + name.length };
}

function layersOf(source: Source, section: Section, { facts, problems }: Gathered): Layer[] {
  const option = environmentIn(section);
  if (option === undefined) return [];
  const read = environmentOf(source, option);
  append(problems, read.problems);
  append(facts, duplicatesIn(read.bindings));
  return [{ kind: "bindings", bindings: read.bindings }];
}
