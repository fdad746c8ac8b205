import { basename, dirname, type Format } from "../formats/format.ts";
import { formats } from "../formats/index.ts";
import { kubernetes } from "../formats/kubernetes.ts";
import { isSource, type Source, type Unseen } from "../model/source.ts";
import type { Reading } from "../model/project.ts";
import type { Files } from "./files.ts";
import type { TargetReader } from "./reader.ts";

/** What discovery found without being told. */
export interface Survey {
  readonly readings: readonly Reading[];
  /** Files that look like they belong here and could not be read. */
  readonly skipped: readonly Unseen[];
}

/** Compose merges this file by itself when the project's own file is read. */
const override = /^(?:docker-)?compose[.]override[.]ya?ml$/;

/** Finds every document of a known format below the root: Kubernetes manifests as one target per folder, everything else by itself. */
export function survey(files: Files, reader: TargetReader, ignore: readonly string[]): Survey {
  const skipped: Unseen[] = [];
  const groups = new Map<string, { format: Format; sources: [Source, ...Source[]] }>();
  for (const path of files.host.glob([...formats.flatMap(({ globs }) => globs), ...ignore.map((glob) => `!${glob}`)])) {
    const source = files.read(path);
    if (!isSource(source)) {
      skipped.push(source);
      continue;
    }
    const format = formats.find((candidate) => candidate.globs.length > 0 && candidate.accepts(source));
    if (format === undefined || (format.id === "compose" && override.test(basename(path)))) continue;
    const target = format.id === "kubernetes" ? dirname(path) || "." : path;
    const group = groups.get(`${format.id}:${target}`);
    if (group === undefined) groups.set(`${format.id}:${target}`, { format, sources: [source] });
    else group.sources.push(source);
  }
  const isAlike = [...groups.values()].every(({ format }) => format === kubernetes);
  const readings = [...groups].map(([key, { format, sources }]) =>
    reader.readSources(key.slice(key.indexOf(":") + 1), { format, sources, isAlone: isAlike }),
  );
  return { readings, skipped };
}
