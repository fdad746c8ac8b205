import { basename, dirname, type Format } from "../formats/format.ts";
import { compose } from "../formats/compose.ts";
import { dotenv } from "../formats/dotenv.ts";
import { formats } from "../formats/index.ts";
import { kubernetes } from "../formats/kubernetes.ts";
import { kustomize, outermost } from "../formats/kustomize.ts";
import { isSource, type Problem, problemOf, type Source, type Unseen } from "../model/source.ts";
import type { Reading } from "../model/project.ts";
import { vendorsAmong } from "../scan/files/vendored.ts";
import { readerNamed } from "../text/env-file/reader-comment.ts";
import { roleOf } from "./role.ts";
import { Charts, projectTemplate } from "./charts.ts";
import type { Files } from "./files.ts";
import type { Group, TargetReader } from "./reader.ts";
import { parted } from "../text/parted.ts";
import { readersIn } from "./readers/env-file-readers.ts";

/** What discovery found without being told. */
export interface Survey {
  readonly readings: readonly Reading[];
  /** Files that may belong here and could not be read. */
  readonly skipped: readonly Unseen[];
  /** Those of them that surely do, by their names. */
  readonly problems: readonly Problem[];
}

/** Reads a group of documents as one target, or leaves it. */
export type Pick = (group: Group, read: () => Reading) => Reading | undefined;

/** Compose merges this file by itself when the project's own file is read. */
const override = /^(?:docker-)?compose[.]override[.]ya?ml$/;

/**
 * Finds every document of a known format below the root: a kustomization that no other builds upon as one target with all that it is built of,
 * other Kubernetes manifests as one target per folder, everything else by itself.
 */
export function survey(files: Files, reader: TargetReader, ignore: readonly string[], pick: Pick = (_, read) => read()): Survey {
  const { groups, skipped: all } = groupsOf(files, ignore);
  const [missed, skipped] = parted(all, isMissed);
  const isAlike = [...groups.values()].every(({ format }) => format === kubernetes);
  const built = buildAll(
    [...groups.values()].flatMap(({ format, sources }) => (format === kustomize ? sources : [])),
    (source) => {
      const group: Group = { format: kustomize, sources: [source], isAlone: false };
      const target = dirname(source.path).slice(0, -1) || ".";
      let whole: Reading | undefined;
      const read = (): Reading => (whole ??= reader.readSources(target, group));
      return { reading: pick(group, read), sources: () => read().spec.sources };
    },
  );
  const readings = [...groups].flatMap(([key, { format, sources, readBy }]) => {
    if (format === kustomize) return built.readings.get(sources[0]) ?? [];
    const [first, ...more] = format === kubernetes ? sources.filter(({ path }) => !built.used.has(path)) : sources;
    if (first === undefined) return [];
    const group: Group = { format, sources: [first, ...more], isAlone: isAlike, ...(readBy && { readBy }) };
    const reading = pick(group, () => reader.readSources(key.slice(key.indexOf(":") + 1), group));
    return reading === undefined ? [] : [reading, ...reader.others(reading)];
  });
  return { readings, skipped, problems: missed.map(problemOf) };
}

/** What one would deploy with, told by its name alone; a link may lead to what is read under another. */
function isMissed({ path, reason }: Unseen): boolean {
  const role = roleOf(path);
  if (reason === "outside" || reason === "missing" || reason === "not-a-file" || role === "example" || role === "test") return false;
  return formats.some((format) => format.globs.length > 0 && format.accepts({ path, text: "" }));
}

/** A format that takes a document, and who reads it so, where nothing else says how it is read. */
type Found = Omit<Group, "sources" | "isAlone">;

/** The format that takes a document; an env file may say by itself how it is read. */
function formatFound(source: Source, files: Files): Found | undefined {
  const format = formats.find((candidate) => candidate.globs.length > 0 && candidate.accepts(source));
  if (format !== dotenv) return format && { format };
  const said = formatCalled(readerNamed(source.text));
  if (said !== undefined) return { format: said };
  const [reader] = readersIn(files).of(source.path);
  return reader === undefined ? { format } : { format: formatCalled(reader.format) ?? format, readBy: reader.readBy };
}

function formatCalled(id: string | undefined): Format | undefined {
  return formats.find((format) => format.id === id);
}

/** Documents that are read together, by format and target, and what cannot be read. */
interface Groups {
  readonly groups: ReadonlyMap<string, Omit<Group, "isAlone">>;
  readonly skipped: readonly Unseen[];
}

interface Growing extends Found {
  readonly sources: [Source, ...Source[]];
}

function groupsOf(files: Files, ignore: readonly string[]): Groups {
  const charts = new Charts(files);
  const unrendered = new Map<string, Unseen>();
  const groups = new Map<string, Growing>();
  const globs = new Set(formats.flatMap((format) => format.globs));
  const isVendored = vendorsAmong((path) => files.host.kindOf(path) === "file");
  const wanted = [...globs, ...ignore.map((glob) => `!${glob}`)];
  const listed = files.host.glob(wanted);
  const skipped = files.host.unlisted(wanted).flatMap((path) => (isVendored(path) ? [] : passedBy(path, files)));
  for (const path of listed) {
    if (isVendored(path)) continue;
    const source = files.read(path);
    if (!isSource(source)) {
      skipped.push(source);
      continue;
    }
    const found = formatFound(source, files);
    const format = found?.format;
    const template = projectTemplate(path) ?? (format === undefined || format === kubernetes ? charts.ofSource(source) : undefined);
    if (template !== undefined) unrendered.set(template.path, { ...template, reason: "unreadable" });
    else if (found !== undefined && !(format === compose && override.test(basename(path)))) addTo(groups, found, source);
  }
  return { groups, skipped: [...skipped, ...unrendered.values()] };
}

/** What a search does not enter, and somebody may miss: what a link leads to may be found under its own name, and counts once. */
function passedBy(path: string, files: Files): readonly Unseen[] {
  const kind = files.host.kindOf(path);
  if (kind === "folder") return [];
  if (kind === "file") return [{ path, reason: "not-a-file", because: "is a link, which no search follows; name it to have it read" }];
  const found = files.read(path);
  return isSource(found) ? [] : [found];
}

function addTo(groups: Map<string, Growing>, found: Found, source: Source): void {
  const { format } = found;
  const key = `${format.id}:${format === kubernetes ? dirname(source.path) || "." : source.path}`;
  const group = groups.get(key);
  if (group === undefined) groups.set(key, { ...found, sources: [source] });
  else group.sources.push(source);
}

/** Kustomizations that were read, by their files, and every file that one of them is built of. */
interface Built {
  readonly readings: ReadonlyMap<Source, Reading>;
  readonly used: ReadonlySet<string>;
}

/** Builds the kustomizations that no other builds upon, then any that are left because they build upon each other. */
function buildAll(
  kustomizations: readonly Source[],
  build: (source: Source) => { readonly reading: Reading | undefined; readonly sources: () => readonly Source[] },
): Built {
  const readings = new Map<Source, Reading>();
  const used = new Set<string>();
  if (kustomizations.length === 0) return { readings, used };
  const outer = outermost(kustomizations);
  for (const source of [...outer.first, ...outer.later]) {
    if (used.has(source.path)) continue;
    const { reading, sources } = build(source);
    if (reading !== undefined) readings.set(source, reading);
    for (const { path } of sources()) used.add(path);
  }
  return { readings, used };
}
