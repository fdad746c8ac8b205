import type { Workload } from "../model/binding.ts";

/** The pod that a workload is a container of. */
export function podOf({ address }: Pick<Workload, "address">): string | undefined {
  const end = address.indexOf("/", address.indexOf("/") + 1);
  return end < 0 ? undefined : address.slice(0, end);
}

/** A pod of a target as a key of maps and sets. */
export function podKey(target: string, pod: string): string {
  return `${target}\0${pod}`;
}
