import type { Bundle } from "../model/binding.ts";
import type { Reading } from "../model/project.ts";
import { textAt } from "../model/source.ts";
import { basename, dirname } from "../text/path.ts";
import { stageOfPath } from "../text/stages.ts";

/** A ConfigMap or Secret as one stage's kustomization makes it. */
export interface Generated {
  readonly reading: Reading;
  readonly bundle: Bundle;
  /** The folder of the stage, without what is around it: `production`. */
  readonly stage: string;
  readonly isProduction: boolean;
  /** The object in words, as its generator calls it: `configmap auth`. */
  readonly object: string;
  readonly keys: ReadonlySet<string>;
}

const beside = /^(?:overlays?|environments?|envs?|stages?)$/;

/** Kustomizations that stand for stages of one thing have the same key: they lie side by side in `overlays`, or differ in the name of the stage. */
export function familyOf({ format, spec }: Reading): string | undefined {
  const [first] = format === "kustomize" ? spec.sources : [];
  if (first === undefined) return undefined;
  const parent = dirname(dirname(first.path).slice(0, -1));
  return beside.test(basename(parent.slice(0, -1))) ? parent : stageOfPath(first.path)?.pattern;
}

/** What the generators of a kustomization and of its bases come to. */
export function generatedIn(reading: Reading): readonly Generated[] {
  const path = reading.spec.sources[0]?.path ?? "";
  const stage = basename(dirname(path).slice(0, -1));
  const isProduction = stageOfPath(path)?.words.includes("production") === true;
  return [...reading.spec.bundles.values()].flatMap((bundle) => {
    const kind = bundle.ref.slice(0, bundle.ref.indexOf(":"));
    if (!isGenerated(bundle)) return [];
    const keys = new Set(bundle.bindings.flatMap(({ name }) => (/^[A-Za-z_]\w*$/.test(name) ? [name] : [])));
    return [{ reading, bundle, stage, isProduction, object: `${kind} ${textAt(bundle.at)}`, keys }];
  });
}

/** Its name stands in a kustomization. */
function isGenerated({ at }: Bundle): boolean {
  return /^kustomization(?:\.ya?ml)?$/i.test(basename(at.source.path)) && at.end > at.start;
}
