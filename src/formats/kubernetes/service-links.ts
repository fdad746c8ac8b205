import type { Backdrop, Binding } from "../../model/binding.ts";
import type { Span } from "../../model/source.ts";
import { known, opaque, type Value } from "../../model/value.ts";
import { get, itemsOf, textOf } from "../../text/yaml.ts";
import type { Gathered, Service, ServicePort } from "./gathered.ts";
import type { KubernetesObject } from "./objects.ts";

/** Notes a Service that gives its namespace variables: those without a cluster address give none. */
export function readService({ node, name, at, namespace }: KubernetesObject, { services }: Gathered): void {
  const spec = get(node, "spec");
  const address = textOf(get(spec, "clusterIP"));
  if (address === "None" || textOf(get(spec, "type")) === "ExternalName") return;
  const ports = itemsOf(get(spec, "ports")).map((port): ServicePort => {
    const number = textOf(get(port, "port"));
    return {
      name: textOf(get(port, "name")),
      number: number !== undefined && /^[0-9]+$/.test(number) ? number : undefined,
      protocol: textOf(get(port, "protocol")) ?? "TCP",
    };
  });
  if (ports.length === 0) return;
  servicesIn(services, namespace).set(variableName(name), { name, at, address: address === "" ? undefined : address, ports });
}

/** The services of a namespace: those that are yet to be read will be among them. */
function servicesIn(services: Gathered["services"], namespace: string): Map<string, Service> {
  const found = services.get(namespace) ?? new Map<string, Service>();
  services.set(namespace, found);
  return found;
}

/** The variables of a pod's services (kubelet envvars.FromServices): those of its namespace unless it declines them, and always `kubernetes`. */
export class ServiceLinks implements Backdrop {
  readonly #own: ReadonlyMap<string, Service>;
  readonly #masters: ReadonlyMap<string, Service>;
  readonly #at: Span;

  constructor(services: Gathered["services"], pod: { readonly namespace: string; readonly serviceLinks: boolean; readonly at: Span }) {
    this.#own = pod.serviceLinks ? servicesIn(services, pod.namespace) : new Map<string, Service>();
    this.#masters = servicesIn(services, "default");
    this.#at = pod.at;
  }

  find(name: string): Binding | undefined {
    for (let cut = name.indexOf("_"); cut > 0; cut = name.indexOf("_", cut + 1)) {
      if (!name.startsWith("_SERVICE_", cut) && !name.startsWith("_PORT", cut)) continue;
      const service = this.#service(name.slice(0, cut));
      const value = service === undefined ? undefined : variablesOf(service).get(name);
      if (service !== undefined && value !== undefined) return { name, value, at: service.at };
    }
    return undefined;
  }

  *names(): Generator<string> {
    for (const service of this.#own.values()) yield* variablesOf(service).keys();
    const master = this.#masters.get("KUBERNETES");
    if (master !== undefined && !this.#own.has("KUBERNETES")) yield* variablesOf(master).keys();
  }

  #service(prefix: string): Service | undefined {
    const own = this.#own.get(prefix);
    if (own !== undefined || prefix !== "KUBERNETES") return own;
    return (
      this.#masters.get("KUBERNETES") ?? {
        name: "kubernetes",
        at: this.#at,
        address: undefined,
        ports: [{ name: "https", number: "443", protocol: "TCP" }],
      }
    );
  }
}

/** Every variable of one Service, in the order in which the kubelet makes them. */
export function variablesOf({ name, address, ports }: Service): Map<string, Value> {
  const prefix = variableName(name);
  const hidden = opaque(`service link of ${name}`);
  const number = (port: ServicePort | undefined): Value => (port?.number === undefined ? hidden : known(port.number));
  const host = address === undefined ? hidden : known(address);
  const found = new Map<string, Value>([
    [`${prefix}_SERVICE_HOST`, host],
    [`${prefix}_SERVICE_PORT`, number(ports[0])],
  ]);
  for (const port of ports) {
    if (port.name !== undefined && port.name !== "") found.set(`${prefix}_SERVICE_PORT_${variableName(port.name)}`, number(port));
  }
  for (const [index, port] of ports.entries()) {
    const scheme = port.protocol.toLowerCase();
    const url =
      address === undefined || port.number === undefined
        ? opaque(`service link of ${name} gives ${scheme}:// and an address, not a port`)
        : known(`${scheme}://${address.includes(":") ? `[${address}]` : address}:${port.number}`);
    if (index === 0) found.set(`${prefix}_PORT`, url);
    if (port.number === undefined) continue;
    const own = `${prefix}_PORT_${port.number}_${port.protocol.toUpperCase()}`;
    found.set(own, url).set(`${own}_PROTO`, known(scheme)).set(`${own}_PORT`, number(port)).set(`${own}_ADDR`, host);
  }
  return found;
}

function variableName(name: string): string {
  return name.replaceAll("-", "_").toUpperCase();
}
