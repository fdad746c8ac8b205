import type { Spec, Workload } from "../model/binding.ts";
import type { Source, Span } from "../model/source.ts";
import { Log } from "./compose/log.ts";
import { loadProject } from "./compose/project.ts";
import { referencesIn, refusalsIn } from "./compose/references.ts";
import { isDefaultFile, profilesOf, projectOf } from "./compose/request.ts";
import { lacksImage, workloadOf } from "./compose/service.ts";
import { Session } from "./compose/session.ts";
import { type Entry, get, type Mapping, type Tree } from "./compose/tree.ts";
import { basename, type Document, type Format, type World } from "./format.ts";
import { holderOf } from "../text/holder.ts";

/**
 * Compose projects, as compose-go 2.10 and newer (Compose 5) read them. Options have the names of docker compose's flags; `env-file` and `profile` may be given
 * several times.
 */
export const compose: Format = {
  id: "compose",
  summary: "services of docker compose files",
  unseen: "the ENV of images that are not built from these files, and what the deploying shell has beyond --host-env",
  globs: ["**/compose.{yaml,yml}", "**/compose.*.{yaml,yml}", "**/compose-*.{yaml,yml}", "**/docker-compose*.{yaml,yml}"],
  options: ["env-file", "profile", "project-directory", "compose"],
  accepts: ({ path, text }) => (isComposeName(basename(path)) && !isWorkflow(path)) || (/\.ya?ml$/.test(path) && hasServices(text)),
  read: readCompose,
};

/** The file of Rancher 1 beside a compose file has keys of its own. */
function isComposeName(name: string): boolean {
  return /^(?!rancher-)(?:[\w-]+[.-])?compose(?:[.-][\w.-]+)?\.ya?ml$/.test(name);
}

/** GitHub and its like run what lies there, also `.github/workflows/docker-compose.yml`. */
function isWorkflow(path: string): boolean {
  return /(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\//.test(path);
}

const holdsServices = holderOf("services:");

/** A top-level `services` in a file that is neither Kubernetes nor a pipeline. */
function hasServices(text: string): boolean {
  return (
    holdsServices(text) &&
    /^services:[ \t]*(?:#.*)?$/m.test(text) &&
    /^[ \t]+(?:image|build|extends):/m.test(text) &&
    !/^(?:apiVersion|kind|jobs|stages|steps|pipeline):/m.test(text)
  );
}

function readCompose(document: Document, world: World): Spec {
  const log = new Log();
  const session = new Session(world, log, document.options.get("compose")?.at(-1));
  const project = projectOf(document, session);
  const whole = loadProject(project, session);
  if ([...whole.entries.keys()].every((key) => key === "version") && log.problems.length === 0)
    log.lack(whole.place, "a compose file must not be empty");
  const services = entriesOf(get(whole, "services"));
  const isOwn = project.sources.length > 1 || isDefaultFile(project.sources[0]);
  const surroundings = {
    lookup: project.lookup,
    profiles: profilesOf(document, project.lookup),
    session,
    isComplete: whole.gaps.length === 0 && isOwn,
    isFragment: whole.gaps.length === 0 && !isOwn && services.some(([, { value }]) => value.kind === "mapping" && lacksImage(value)),
    whole,
  };
  const workloads = services.flatMap(([name, entry]) => workloadOf(name, entry, surroundings) ?? []);
  log.addAll({ facts: [...sectionReferences(whole), ...refusalsIn(log.refusals)] });
  const sources = sourcesOf(project.sources, session);
  return { sources, bundles: new Map(), workloads: withExtents(workloads), facts: log.facts, problems: log.problems };
}

function entriesOf(tree: Tree | undefined): readonly (readonly [string, Entry])[] {
  return tree?.kind === "mapping" ? [...tree.entries] : [];
}

/** A service's part of its file reaches from its key to the next one. */
function withExtents(workloads: readonly Workload[]): Workload[] {
  const inOrder = workloads.map(({ at }) => at).toSorted((one, other) => one.start - other.start);
  const nextOf = new Map<Source, Span>();
  const extents = new Map<Span, Span>();
  for (const at of inOrder.toReversed()) {
    extents.set(at, { ...at, end: nextOf.get(at.source)?.start ?? at.source.text.length });
    nextOf.set(at.source, at);
  }
  return workloads.map((workload) => ({ ...workload, extent: extents.get(workload.at) ?? workload.at }));
}

/** References outside the services, where extension fields count only as far as services use them. */
function sectionReferences({ entries }: Mapping): Spec["facts"] {
  return [...entries].flatMap(([name, { value }]) => (name === "services" || name.startsWith("x-") ? [] : referencesIn(value)));
}

function sourcesOf(first: readonly Source[], session: Session): Source[] {
  return [...new Set([...first, ...session.sources])];
}
