import { dockerInspect } from "../../src/formats/docker-inspect.ts";
import { absent, type Value } from "../../src/model/value.ts";
import { resolve } from "../../src/resolve/resolve.ts";

/** The environment of one container or image, as its inspect JSON tells it. */
export function inspectedEntries(inspected: unknown): [string, Value][] {
  const spec = dockerInspect.read(
    { sources: [{ path: "inspect.json", text: JSON.stringify([inspected]) }], options: new Map() },
    { read: (path) => ({ path, reason: "missing", because: "it is not there" }), shell: () => absent },
  );
  return resolve(spec).flatMap(({ entries }) => [...entries].map(([name, { value }]): [string, Value] => [name, value]));
}
