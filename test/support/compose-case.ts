import { compose } from "../../src/formats/compose.ts";
import type { World } from "../../src/formats/format.ts";
import type { Spec } from "../../src/model/binding.ts";
import type { Source, Unseen } from "../../src/model/source.ts";
import { absent, known, type Lookup } from "../../src/model/value.ts";

export type Files = ReadonlyMap<string, string>;
export type Options = Readonly<Record<string, readonly string[]>>;

/** A shell that has these names and surely no others. */
export function shellWith(env: Readonly<Record<string, string>>): Lookup {
  const names = new Map(Object.entries(env));
  return (name) => {
    const text = names.get(name);
    return text === undefined ? absent : known(text);
  };
}

export function worldOf(files: Files, shell: Lookup): World {
  return {
    shell,
    read(path): Source | Unseen {
      const text = files.get(path);
      return text === undefined ? { path, reason: "missing", because: "it is not there" } : { path, text };
    },
  };
}

/** Reads some of the files as one target. */
export function readCompose(files: Files, targets: readonly string[], shell: Lookup, options: Options = {}): Spec {
  const [first = { path: "compose.yaml", text: "" }, ...rest] = targets.map((path) => ({ path, text: files.get(path) ?? "" }));
  return compose.read({ sources: [first, ...rest], options: new Map(Object.entries(options)) }, worldOf(files, shell));
}

/** Whether docker compose would stop: at a problem, a missing file or a `${NAME:?}`. */
export function isRefused({ problems, facts }: Spec): boolean {
  return (
    problems.length > 0 ||
    facts.some(
      (fact) =>
        (fact.kind === "missing-file" && !fact.optional) ||
        (fact.kind === "reference" && fact.otherwise === "error" && fact.value.state === "absent"),
    )
  );
}
