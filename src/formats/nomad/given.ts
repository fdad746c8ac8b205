import type { Backdrop } from "../../model/binding.ts";
import type { Span } from "../../model/source.ts";
import { opaque, unknown } from "../../model/value.ts";
import { knownText } from "../../text/hcl/unresolved.ts";
import type { View } from "../../text/hcl/view.ts";

/** What every task is given (nomad, client/taskenv/env.go). */
const always = [
  ..."ALLOC_DIR TASK_DIR SECRETS_DIR MEMORY_LIMIT CPU_LIMIT ALLOC_ID SHORT_ALLOC_ID ALLOC_NAME ALLOC_INDEX TASK_NAME GROUP_NAME".split(" "),
  ..."JOB_ID JOB_NAME DC NAMESPACE REGION".split(" "),
].map((name) => `NOMAD_${name}`);

const ofPorts = ["IP", "PORT", "ADDR", "HOST_PORT"];

/** Blocks from the job down to the task: what is nearer comes last. */
export type Path = readonly View[];

/** What Nomad sets by itself; other names of its own may be set, by drivers and by what only the cluster knows. */
export function givenBy(path: Path, at: Span): Backdrop {
  const names = new Set([...always, ...path.flatMap(portsOf), ...path.flatMap(metaOf), ...tokensOf(path)]);
  return {
    find: (name) => {
      if (names.has(name)) return { name, at, value: opaque("Nomad sets it") };
      const isMaybe = /^(?:NOMAD|CONSUL|VAULT)_/.test(name);
      return isMaybe ? { name, at, value: unknown("Nomad sets it for some tasks") } : undefined;
    },
    names: () => names,
  };
}

function portsOf(view: View): string[] {
  const ports = view.below("network", "port").flatMap(({ labels }) => labels.slice(0, 1));
  return ports.flatMap((port) => ofPorts.map((kind) => `NOMAD_${kind}_${clean(port)}`));
}

/** Under its key as it is written, and in capitals. */
function metaOf(view: View): string[] {
  const blocks = view.blocks("meta").flatMap((meta) => meta.arguments().map(({ name }) => name));
  const node = view.argument("meta")?.node;
  const keys = node?.kind === "mapping" ? node.pairs.flatMap(({ key }) => knownText(key) ?? []) : [];
  return [...blocks, ...keys].flatMap((key) => [key, key.toUpperCase()].map((one) => `NOMAD_META_${clean(one)}`));
}

function clean(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9_]/g, "_");
}

/** The nearest `vault` counts, which hands its token over unless told otherwise. */
function tokensOf(path: Path): string[] {
  const vault = path.toReversed().flatMap((view) => view.blocks("vault"))[0];
  const identity =
    path
      .at(-1)
      ?.blocks("identity")
      .some((one) => one.text("env") === "true" && one.text("name") === undefined) === true;
  const isGiven = vault !== undefined && (vault.argument("env") === undefined || vault.text("env") === "true");
  return [...(isGiven ? ["VAULT_TOKEN"] : []), ...(identity ? ["NOMAD_TOKEN"] : [])];
}
