/** A unit as systemd tells it (systemctl show). */
export interface Unit {
  readonly id: string;
  /** Whether there is such a unit, or was one when it was started. */
  readonly isKnown: boolean;
  /** `loaded`, `not-found`, `masked`, `error`. */
  readonly load: string;
  /** `active`, `inactive`, `failed`, `activating`. */
  readonly active: string;
  /** `running`, `exited`, `dead`. */
  readonly sub: string;
  /** The number of its main process; 0 where there is none. */
  readonly main: number;
  /** The paths of its unit file and of what is dropped in beside it. */
  readonly files: readonly string[];
  /** The paths of its env files; may be patterns. */
  readonly envFiles: readonly string[];
}

/** None of them holds a value of a variable. */
export const unitProperties: readonly string[] = [
  "Id",
  "LoadState",
  "ActiveState",
  "SubState",
  "MainPID",
  "FragmentPath",
  "DropInPaths",
  "EnvironmentFiles",
];

/** Units that a pattern matches stand one after the other with an empty line in between. */
export function unitsIn(output: string): readonly Unit[] {
  return output
    .split("\n\n")
    .filter((block) => block.trim() !== "")
    .map(unitIn);
}

function unitIn(block: string): Unit {
  const lines = block.split("\n").map((line): [string, string] => {
    const equals = line.indexOf("=");
    return [line.slice(0, equals), line.slice(equals + 1)];
  });
  const all = (name: string): string[] => lines.filter(([property, value]) => property === name && value !== "").map(([, value]) => value);
  const one = (name: string): string => all(name)[0] ?? "";
  const [load, active] = [one("LoadState"), one("ActiveState")];
  return {
    id: one("Id"),
    isKnown: load !== "not-found" || active !== "inactive",
    load,
    active,
    sub: one("SubState"),
    main: Number(one("MainPID") || 0),
    files: [...all("FragmentPath"), ...all("DropInPaths").flatMap((paths) => paths.split(" "))],
    envFiles: all("EnvironmentFiles").map((text) => text.replace(/ \(ignore_errors=\w+\)$/, "")),
  };
}
