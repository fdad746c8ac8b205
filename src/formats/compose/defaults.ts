import { known } from "../../model/value.ts";
import { entryOf, type Entry, type Leaf, type Mapping, mapServices, type Origin, pointAt, withEntries } from "./tree.ts";
import { passListThrough } from "./variables.ts";

/**
 * What compose-go settles once the files of one project are merged: bare names in a list take the project's environment, whereas those in a
 * mapping wait for the root project's (loader/environment.go), and a build without a context is in the project's folder.
 */
export function settleProject(whole: Mapping, origin: Origin): Mapping {
  return mapServices(whole, (service) => {
    const [environment, build] = [entryOf(service, "environment"), entryOf(service, "build")];
    const changes: [string, Entry][] = [];
    if (environment?.value.kind === "list")
      changes.push(["environment", { ...environment, value: passListThrough(environment.value, origin.lookup) }]);
    if (build?.value.kind === "mapping" && !build.value.entries.has("context")) {
      changes.push([
        "build",
        { ...build, value: withEntries(build.value, [["context", { key: build.key, value: hereAt(build, origin) }]]) },
      ]);
    }
    return changes.length === 0 ? service : withEntries(service, changes);
  });
}

function hereAt({ key }: Entry, origin: Origin): Leaf {
  const place = pointAt(key);
  return {
    kind: "scalar",
    type: "string",
    value: known("."),
    template: [],
    uses: [],
    written: ".",
    notation: undefined,
    origin,
    place,
    list: undefined,
  };
}
