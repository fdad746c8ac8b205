import type { Spec } from "../../model/binding.ts";
import type { Source } from "../../model/source.ts";
import type { Node } from "../../text/yaml.ts";
import { emptyGathered } from "./gathered.ts";
import { bundlesAtHand } from "./hand-over.ts";
import { isLinked, linkContainer } from "./link.ts";
import { objectsIn } from "./objects.ts";
import { readObject } from "./read-source.ts";

/** An object that a tool made of several documents; each node that comes from another one than `source` says so. */
export interface Made {
  readonly source: Source;
  readonly root: Node;
  /** Why its containers may have more variables than it holds. */
  readonly opening: string | undefined;
}

/** What the objects come to in a cluster. `size` bounds how much aliases may multiply. */
export function lower(objects: readonly Made[], size: number): Omit<Spec, "sources"> {
  const gathered = emptyGathered();
  gathered.allowance = size;
  for (const { source, root, opening } of objects) {
    const from = gathered.containers.length;
    for (const object of objectsIn(source, root)) readObject(object, gathered, () => false);
    if (opening === undefined) continue;
    for (let index = from; index < gathered.containers.length; index += 1) {
      const container = gathered.containers[index];
      if (container !== undefined && !isLinked(container)) gathered.containers[index] = { ...container, opening };
    }
  }
  const workloads = gathered.containers.map((container) => (isLinked(container) ? container : linkContainer(container, gathered)));
  return { bundles: bundlesAtHand(gathered), workloads, facts: gathered.facts, problems: gathered.problems };
}
