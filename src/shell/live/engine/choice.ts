import { selects } from "../../../discover/target.ts";
import { sanitise } from "../../../text/sanitise.ts";
import { didYouMean } from "../../../text/suggest.ts";
import { at, listAt, textAt } from "./json.ts";

/** One container in an engine's list. */
export interface Listed {
  readonly id: string;
  readonly name: string;
  /** What compose says it was made for. */
  readonly project: string | undefined;
  readonly service: string | undefined;
  /** Whether it is a single run of a service (`docker compose run`), and none of its replicas. */
  readonly isOneOff: boolean;
}

/** The containers of `GET /containers/json`; undefined where that is no list of containers. */
export function listedIn(json: unknown): readonly Listed[] | undefined {
  if (!Array.isArray(json)) return undefined;
  const listed = json.map(listedFrom);
  return listed.every((each) => each !== undefined) ? listed : undefined;
}

function listedFrom(json: unknown): Listed | undefined {
  const id = textAt(json, "Id");
  if (id === undefined || !/^[0-9a-f]{12,}$/.test(id)) return undefined;
  const labels = at(json, "Labels");
  return {
    id,
    name: ownName(listAt(json, "Names")) ?? id.slice(0, 12),
    project: textAt(labels, "com.docker.compose.project"),
    service: textAt(labels, "com.docker.compose.service"),
    isOneOff: textAt(labels, "com.docker.compose.oneoff") === "True",
  };
}

/** The name without its slash; one with another slash in it is what a container that links to this one calls it. */
function ownName(names: readonly unknown[]): string | undefined {
  return names.flatMap((name) => (typeof name === "string" ? [name.replace(/^\//, "")] : [])).find((name) => !name.includes("/"));
}

/** What a target names: a container by name or id, else all replicas of a compose service; or why it names nothing. */
export function choose(all: readonly Listed[], wanted: string): readonly Listed[] | { readonly mistake: string } {
  for (const chooser of [byName, byLongId, byService, byId]) {
    const chosen = chooser(all, wanted);
    const projects = new Set(chosen.map(({ project }) => project));
    if (chooser === byService && projects.size > 1 && !/[/*]/.test(wanted))
      return { mistake: `${sanitise(wanted)} is a service of several projects: ${told(servicesOf(chosen))}` };
    if (chooser === byId && chosen.length > 1) return { mistake: `${told(chosen.map(({ name }) => name))} have ids that start like that` };
    if (chosen.length > 0) return chosen.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  }
  return { mistake: nothingCalled(wanted, all) };
}

function byName(all: readonly Listed[], wanted: string): readonly Listed[] {
  return all.filter(({ name }) => selects(wanted, name));
}

/** As long as the ids that engines print: nobody calls a service that. */
function byLongId(all: readonly Listed[], wanted: string): readonly Listed[] {
  return wanted.length < 12 ? [] : byId(all, wanted);
}

function byId(all: readonly Listed[], wanted: string): readonly Listed[] {
  return /^[0-9a-f]+$/.test(wanted) ? all.filter(({ id }) => id.startsWith(wanted)) : [];
}

function byService(all: readonly Listed[], wanted: string): readonly Listed[] {
  return all.filter(({ project, service, isOneOff }) => {
    if (service === undefined || isOneOff) return false;
    return selects(wanted, wanted.includes("/") ? `${project ?? ""}/${service}` : service);
  });
}

function servicesOf(some: readonly Listed[]): readonly string[] {
  return [...new Set(some.flatMap(({ project = "", service }) => (service === undefined ? [] : [`${project}/${service}`])))];
}

function nothingCalled(wanted: string, all: readonly Listed[]): string {
  const names = all.map(({ name }) => name);
  const services = servicesOf(all);
  const short = all.flatMap(({ service }) => service ?? []);
  const hint = didYouMean(wanted, new Set(wanted.includes("/") ? services : [...names, ...short]));
  const existing = names.length === 0 ? "there is none" : `there are ${told([...names, ...services])}`;
  return `no container is called ${sanitise(wanted)}; ${hint === undefined ? existing : sanitise(hint)}`;
}

/** Names that a list tells. */
const most = 10;

function told(names: readonly string[]): string {
  const sorted = names.toSorted();
  const more = sorted.length > most ? [`${String(sorted.length - most)} more`] : [];
  return [...sorted.slice(0, most), ...more].map(sanitise).join(", ");
}
