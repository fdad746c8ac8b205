import { isSource, type Problem, type Source, type Unseen } from "../../model/source.ts";
import { dropInsOf } from "./drop-ins.ts";
import { type Dialect, readUnitFile, type Setting } from "./unit-file.ts";

/** A unit with its drop-ins, as one list of settings. */
export interface Unit {
  readonly sources: readonly [Source, ...Source[]];
  readonly settings: readonly Setting[];
  readonly problems: readonly Problem[];
}

interface Surroundings {
  readonly read: (path: string) => Source | Unseen;
  readonly list: (folder: string) => readonly string[];
  readonly dialect: Dialect;
}

/** Reads a unit, the drop-ins beside it, and those that are given with it, in this order. */
export function loadUnit([first, ...given]: readonly [Source, ...Source[]], { read, list, dialect }: Surroundings): Unit {
  const beside = dropInsOf(first.path, list).filter((path) => given.every((source) => source.path !== path));
  const sources: [Source, ...Source[]] = [first, ...beside.map(read).filter(isSource), ...given];
  const files = sources.map((source) => readUnitFile(source, dialect));
  return { sources, settings: files.flatMap(({ settings }) => settings), problems: files.flatMap(({ problems }) => problems) };
}
