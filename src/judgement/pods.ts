import type { Workload } from "../model/binding.ts";

/** The pod that a workload is a container of. */
export function podOf({ address }: Pick<Workload, "address">): string | undefined {
  const [kind, name, container] = address.split("/", 3);
  return container === undefined ? undefined : `${kind ?? ""}/${name ?? ""}`;
}

/** A pod of a target as a key of maps and sets. */
export function podKey(target: string, pod: string): string {
  return `${target}\0${pod}`;
}
