import type { Workload } from "../model/binding.ts";
import { resolve } from "../resolve/resolve.ts";
import type { ReadTarget } from "./reader.ts";
import { isRefusal, type Refusal } from "./refusal.ts";
import { roleOf } from "./role.ts";

/** A file that git ignores is on some machines and not on others: where it is not, it may set anything, and the layers above it still tell what they set. */
export function orOpening(result: ReadTarget | Refusal): ReadTarget | Refusal {
  const path = isRefusal(result) ? result.ignored : undefined;
  return path === undefined || !isRefusal(result) ? result : openingFor(result.target, path);
}

function openingFor(target: string, path: string): ReadTarget {
  const at = { source: { path, text: "" }, start: 0, end: 0 };
  const because = `${path} is ignored by git, so it is not in these files`;
  const workload: Workload = { address: "", names: [], at, layers: [{ kind: "opening", at, because }], main: true };
  const spec = { sources: [], bundles: new Map(), workloads: [workload], facts: [], problems: [] };
  const environments = resolve(spec);
  return { reading: { target, format: "dotenv", role: roleOf(path), spec, environments }, chosen: environments };
}
