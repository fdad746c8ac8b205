import type { Host } from "../../host.ts";
import type { ReadBy } from "../../model/project.ts";
import { isSource, type Source } from "../../model/source.ts";
import { basename, dirname } from "../../text/path.ts";
import type { Files } from "../files.ts";
import { roleOf } from "../role.ts";
import { type Library, libraryIn, manifestGlobs } from "./manifests.ts";
import { envFileUses, type FoundUse } from "./scripts.ts";

const ofFiles = new WeakMap<Files, EnvFileReaders>();

/** Who reads the env files among these. */
export function readersIn(files: Files): EnvFileReaders {
  const before = ofFiles.get(files) ?? new EnvFileReaders(files.host);
  ofFiles.set(files, before);
  return before;
}

/** A format that an env file is read as, and who reads it so. */
export interface EnvFileReader {
  readonly format: string;
  readonly readBy: ReadBy;
}

/** Files of one folder whose commands count. */
const scriptGlobs = ["*.{sh,bash,mk}", "{Makefile,makefile,GNUmakefile,justfile,Justfile,.justfile,package.json}"];

/** Folders beside it that usually hold scripts; in the first three also scripts without an ending. */
const commandFolders = ["bin", "script", "scripts"];
const scriptFolders = [...commandFolders, "deploy", "deployment", "ci", "hack", "tools", "ops", ".github/workflows"];

/** Scripts without an ending have no dot at all. */
const scriptName = /^[^.]+$|^\.justfile$|\.(?:sh|bash|mk|json|ya?ml)$/;

function globsWithin(folder: string): readonly string[] {
  if (folder === ".github/workflows") return [`${folder}/*.{yml,yaml}`];
  return commandFolders.includes(folder) ? [`${folder}/*`] : scriptGlobs.map((glob) => `${folder}/${glob}`);
}

/** Finds who reads an env file, in its folder and in those around it: never in a whole tree, since that is for checks that name what they want. */
class EnvFileReaders {
  readonly #host: Host;
  readonly #uses = new Map<string, readonly FoundUse[]>();
  readonly #libraries = new Map<string, Library | undefined>();
  readonly #known = new Map<string, readonly EnvFileReader[]>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** Each format that commands surely read the file as, the nearest command first; else the one of the only library that may. */
  of(path: string): readonly EnvFileReader[] {
    const before = this.#known.get(path);
    if (before !== undefined) return before;
    const commands = [...foldersUp(path)].flatMap((folder) => this.#usesAround(folder)).flatMap((use) => this.#readerIn(use, path));
    const found = commands.length > 0 ? distinct(commands) : this.#ofLibrary(path);
    this.#known.set(path, found);
    return found;
  }

  /** Where a command may be run in several folders, a path counts that only one of them has. */
  #readerIn({ format, by, at, paths }: FoundUse, path: string): EnvFileReader[] {
    if (!paths.includes(path) || paths.some((other) => other !== path && this.#host.kindOf(other) === "file")) return [];
    return [{ format, readBy: { by, at, sure: true } }];
  }

  #usesAround(folder: string): readonly FoundUse[] {
    const known = this.#uses.get(folder);
    if (known !== undefined) return known;
    const inside = scriptFolders.filter((name) => this.#host.kindOf(folder + name) === "folder").flatMap(globsWithin);
    const found = this.#sources(folder, [...scriptGlobs, ...inside], scriptName).flatMap((source) => envFileUses(source));
    this.#uses.set(folder, found);
    return found;
  }

  /** These say nothing of a deploy: what they say is enough to choose a reader, and not to hold it against another. */
  #ofLibrary(path: string): readonly EnvFileReader[] {
    const folder = dirname(path);
    if (!/^\.env(?:\.|$)/.test(basename(path)) || roleOf(path) === "example") return [];
    const libraries = this.#sources(folder, manifestGlobs).flatMap((source) => this.#libraryIn(source) ?? []);
    const [first, ...others] = libraries;
    if (first === undefined || others.some(({ format }) => format !== first.format)) return [];
    return [{ format: first.format, readBy: { by: first.by, at: first.at, sure: false } }];
  }

  #libraryIn(source: Source): Library | undefined {
    if (!this.#libraries.has(source.path)) this.#libraries.set(source.path, libraryIn(source));
    return this.#libraries.get(source.path);
  }

  /** What cannot be read is no evidence, nor is what lies in a folder whose name would mean others in a glob. */
  #sources(folder: string, globs: readonly string[], name?: RegExp): readonly Source[] {
    if (!/^(?:[\w.-]+\/)*$/.test(folder) || folder.startsWith("../")) return [];
    return this.#host
      .glob(globs.map((glob) => folder + glob))
      .filter((path) => name?.test(basename(path)) !== false)
      .map((path) => this.#host.read(path))
      .filter((found) => isSource(found));
  }
}

/** The folder of a path, then those around it, each as `dirname` gives it. */
function* foldersUp(path: string): Generator<string> {
  for (let folder = dirname(path); ; folder = dirname(folder.slice(0, -1))) {
    yield folder;
    if (folder === "" || folder === "/") return;
  }
}

function distinct(found: readonly EnvFileReader[]): readonly EnvFileReader[] {
  const formats = new Set<string>();
  return found.filter(({ format }) => formats.size < formats.add(format).size);
}
