import { append } from "../append.ts";
import type { Layer } from "../../model/binding.ts";
import type { Fact } from "../../model/fact.ts";
import { isSource, type Problem, type Source, type Span, type Unseen } from "../../model/source.ts";
import type { Lookup } from "../../model/value.ts";
import type { ReadEnvFile } from "../env-file/env-file.ts";
import { joinPath } from "../path.ts";

/** A file that a unit names. */
export interface FileRequest {
  /** As the machine has it, or relative to the root of the project; undefined where only the machine knows which files are meant. */
  readonly path: string | undefined;
  readonly at: Span;
  readonly isOptional: boolean;
}

/** Where the files of units are found and how they are read. */
export interface FileReading {
  readonly read: (path: string) => Source | Unseen;
  readonly shell: Lookup;
  readonly syntax: ReadEnvFile;
  /** The folder that is the root of the machine; undefined where none of this project is. */
  readonly root: string | undefined;
}

/** The layers of the files that a unit names, in order, and what there is to say about them. */
export interface FileLayers {
  readonly layers: Layer[];
  readonly sources: Source[];
  readonly facts: Fact[];
  readonly problems: Problem[];
}

export function readFiles(requests: readonly FileRequest[], reading: FileReading): FileLayers {
  const result: FileLayers = { layers: [], sources: [], facts: [], problems: [] };
  for (const request of requests) addFile(request, reading, result);
  return result;
}

/** What a file lacks that may be missing sets nothing; a path of the machine that these files do not hold may set anything. */
function addFile({ path, at, isOptional }: FileRequest, { read, shell, syntax, root }: FileReading, result: FileLayers): void {
  if (path === undefined) {
    result.layers.push({
      kind: "opening",
      at,
      because: "a specifier or pattern is in its path, and only the machine knows which files that means",
    });
    return;
  }
  if (path.startsWith("/") && root === undefined) {
    result.layers.push({ kind: "opening", at, because: `${path} is on the machine that runs it, not in these files` });
    return;
  }
  const found = read(path.startsWith("/") ? joinPath(root ?? "", path.slice(1)) : path);
  if (isSource(found)) {
    const { bindings, facts, problems, openings = [] } = syntax(found, shell);
    if (isOptional && problems.length > 0) return;
    result.sources.push(found);
    append(result.facts, facts);
    append(result.problems, problems);
    result.layers.push({ kind: "bindings", bindings }, ...openings.map((opening): Layer => ({ kind: "opening", ...opening })));
    return;
  }
  if (found.reason !== "missing" && found.reason !== "ignored")
    result.layers.push({ kind: "opening", at, because: `${path} ${found.because}` });
  else {
    result.facts.push({ kind: "missing-file", path: found.path, at, ignored: found.reason === "ignored", optional: isOptional });
    result.layers.push({ kind: "opening", at, because: `${path} is not in these files` });
  }
}
