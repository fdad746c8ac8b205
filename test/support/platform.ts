import type { Format } from "../../src/formats/format.ts";
import type { Spec } from "../../src/model/binding.ts";
import { unseal } from "../../src/model/sealed.ts";
import type { Source, Unseen } from "../../src/model/source.ts";
import { absent, known, type Lookup, type Value } from "../../src/model/value.ts";
import { resolve } from "../../src/resolve/resolve.ts";

/** A title, what reads the document and where it lies, its text, and what each workload gets. */
export type PlatformCase = readonly [title: string, Pick<Source, "path"> & { readonly format: Format }, text: string, expected: unknown];

const shell: Lookup = (name) => (name === "SHELL_NAME" ? known("from the shell") : absent);

/** Reads one document whose neighbours are these files; the shell has SHELL_NAME and nothing else. */
export function readDocument(format: Format, source: Source, files: ReadonlyMap<string, string> = new Map()): Spec {
  const read = (path: string): Source | Unseen => {
    const text = files.get(path);
    return text === undefined ? { path, reason: "missing", because: "it is not there" } : { path, text };
  };
  return format.read({ sources: [source], options: new Map() }, { read, shell });
}

/** Each workload's variables; what is no text is shown as its state in angle brackets, and an opening as `*`. */
export function variablesOf(spec: Spec): Record<string, Record<string, string>> {
  return Object.fromEntries(
    resolve(spec).map(({ workload, entries, openings }) => [
      workload.address,
      {
        ...Object.fromEntries([...entries].map(([name, { value }]) => [name, shown(value)])),
        ...(openings.length > 0 && { "*": String(openings.length) }),
      },
    ]),
  );
}

function shown(value: Value): string {
  return value.state === "known" ? unseal(value.text) : `<${value.state}>`;
}
