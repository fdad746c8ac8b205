import { namedChildren, type Node } from "../../tree.ts";
import { placeOf, written, type Machine } from "./machine.ts";

const LISTING = /^(?:env|printenv|set|export(?: -p)?|declare -x\w*|compgen -[ve])(?:\s+(?:-0|--null))?$/;
const CHOOSING = /^(?:[ef]?grep|g?awk|sed)\b/;

/** `env | grep ^APP_`: whatever begins so is read. */
export function piped(machine: Machine, stages: readonly Node[]): void {
  const [first, ...others] = stages;
  if (first === undefined || !LISTING.test(written(machine, first).trim())) return;
  const choosing = others.filter((stage) => stage.type === "command" && CHOOSING.test(written(machine, stage)));
  for (const word of choosing.flatMap(namedChildren)) {
    const found = /\^(?:declare -x |export )?([A-Za-z_]\w*)/.exec(written(machine, word));
    const place = placeOf(machine, word);
    if (found === null || place === null) continue;
    const [whole, prefix = ""] = found;
    const end = place.start + found.index + whole.length;
    machine.findings.open({ start: end - prefix.length, end }, prefix);
  }
}
