import type { Workload } from "../model/binding.ts";
import { didYouMean } from "../text/suggest.ts";
import { selects } from "./target.ts";

/** Why nothing was chosen, with the names there are. */
interface NoChoice {
  readonly message: string;
}

/** What a workload is chosen by. */
export interface Chooser {
  readonly selector: string | undefined;
  readonly service: string;
}

/** The workloads that a selector names; without one those that carry the name of the service, the only one there is, or all that run. */
export function choose(
  workloads: readonly Workload[],
  selector: string | undefined,
  service: string | undefined,
): readonly Workload[] | NoChoice {
  if (selector !== undefined) return bySelector(workloads, selector);
  if (service === undefined) return workloads.filter(({ inactive }) => inactive === undefined);
  const named = workloads.filter(({ names }) => names.includes(service));
  if (named.length > 0) return mainOnes(named);
  if (workloads.length === 1) return workloads;
  if (workloads.length === 0) return { message: "it holds no workload" };
  // The target itself has chosen what runs; its names need not be those of a schema.
  if (workloads.every(({ instance }) => instance !== undefined)) return mainOnes(workloads);
  return { message: `none of its workloads carries the name ${service}; choose one with #: ${listOf(addressesOf(workloads))}` };
}

/** Whether a selector, or the name of a service without one, may choose a workload. */
export function mayChoose({ address, names }: Pick<Workload, "address" | "names">, { selector, service }: Chooser): boolean {
  return selector === undefined ? names.includes(service) : selects(selector, address);
}

function bySelector(workloads: readonly Workload[], selector: string): readonly Workload[] | NoChoice {
  const chosen = workloads.filter(({ address }) => selects(selector, address));
  const depth = selector.split("/").length;
  const exact = chosen.filter(({ address }) => address.split("/").length === depth);
  if (chosen.length > 0) return exact.length > 0 ? exact : mainOnes(chosen);
  const addresses = addressesOf(workloads).filter((address) => address !== "");
  return { message: [`#${selector} matches nothing`, ...hints(selector, addresses)].join("; ") };
}

function hints(selector: string, addresses: readonly string[]): readonly string[] {
  if (addresses.length === 0) return ["there is nothing to choose from"];
  const near = didYouMean(selector, addresses);
  const all = `the workloads are ${listOf(addresses)}`;
  if (near === undefined) return [all];
  return addresses.length === 1 ? [near] : [near, all];
}

/** Init containers and sidecars only where nothing else carries the name. */
function mainOnes(workloads: readonly Workload[]): readonly Workload[] {
  const main = workloads.filter((workload) => workload.main);
  return main.length > 0 ? main : workloads;
}

/** Several namespaces may hold the same address. */
function addressesOf(workloads: readonly Workload[]): readonly string[] {
  return [...new Set(workloads.map(({ address }) => address))];
}

function listOf(addresses: readonly string[]): string {
  const shown = addresses.slice(0, 12).join(", ");
  return addresses.length > 12 ? `${shown} and ${String(addresses.length - 12)} more` : shown || "none";
}
