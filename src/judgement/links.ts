import type { Binding } from "../model/binding.ts";
import type { Environment } from "../model/environment.ts";

const port = /^[^_].*_PORT$/;
const address = /^service link of (\S+) gives (\S+):\/\/ and an address/;

/** A variable that a Service of Kubernetes gives to pods that do not set it: an address, though it is called a port. */
export interface Link {
  readonly service: string;
  /** Of the address: `tcp`. */
  readonly scheme: string;
  readonly binding: Binding;
}

/** What a pod gets under a name that it does not set, where that is the whole address of a Service. */
export function linkOf(name: string, { entries, backdrop }: Environment): Link | undefined {
  if (!port.test(name) || entries.has(name)) return undefined;
  const binding = backdrop?.find(name);
  if (binding?.value.state !== "opaque") return undefined;
  const [, service, scheme] = address.exec(binding.value.because) ?? [];
  return service === undefined || scheme === undefined ? undefined : { service, scheme, binding };
}
