import type { Environment } from "../model/environment.ts";
import { valueOf } from "../model/environment.ts";
import type { Peer } from "../model/probe.ts";
import type { Deployment, Variable } from "../model/project.ts";
import type { Declaration, TypeUse } from "../model/schema.ts";
import { unseal } from "../model/sealed.ts";
import type { Span } from "../model/source.ts";
import { isEmpty, type Value } from "../model/value.ts";
import { withhold, withoutValues } from "../text/withhold.ts";
import { itemsOf } from "../types/list.ts";
import { type Destination, destinationOf, type Kind, withPort } from "./peers.ts";

/** One place that a variable leads to, or why none is looked for. `unknown` cannot be seen from here; `wrong` is nothing to connect to; `left-out` is not meant to be. */
export type Aim =
  | { readonly kind: "peer"; readonly peer: Peer }
  | { readonly kind: "unknown" | "wrong" | "left-out"; readonly because: string };

/** What a variable of a deployment leads to. */
export interface Goal {
  readonly service: string;
  readonly stage: string;
  readonly workload: string;
  readonly variable: string;
  /** Where it is set, or declared where the schema's default counts. */
  readonly at: Span;
  /** What one of several is called: `host 2`, `item 1`. */
  readonly part: string | undefined;
  /** Whether one of the parts is enough, as for the hosts of one URL. */
  readonly isAlternative: boolean;
  readonly aim: Aim;
}

const kinds: readonly Kind[] = ["url", "host-port", "hostname"];

/** What is said of a value apart from whose it is. */
type Part = Pick<Goal, "part" | "isAlternative" | "aim">;

/** What every variable of a deployment leads to that its schema declares as url, host-port or hostname, or as a list of these. */
export function goalsOf(deployment: Deployment, mayLogIn: boolean): readonly Goal[] {
  const heading = headingOf(deployment);
  const hasOwnAuthority = authorities.some((name) => isSet(valueOf(deployment.environment, name)));
  return [...deployment.variables.values()].flatMap((variable) => {
    const { declaration, entry } = variable;
    const kind = kindOf(isList(declaration) ? declaration.use.constraints.items : declaration.use);
    if (kind === undefined || declaration.forbidden) return [];
    const value = givenTo(variable);
    const at = value === variable.value ? (entry?.from[0].at ?? declaration.at) : declaration.at;
    return partsOf(variable, value, kind, mayLogIn).map(({ aim, ...part }) => ({
      ...heading,
      variable: declaration.name,
      at,
      ...part,
      aim: aim.kind === "peer" && hasOwnAuthority ? { kind: "peer", peer: { ...aim.peer, hasOwnAuthority } } : aim,
    }));
  });
}

/** Variables that name a file with the authorities to trust, to OpenSSL, Python, curl and Node. */
const authorities = ["SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS", "PGSSLROOTCERT"];

/** Whose a goal is, as it may be told. */
export function headingOf({ schema, stage, environment }: Deployment): Pick<Goal, "service" | "stage" | "workload"> {
  return { service: schema.service, stage: withhold(withoutValues(stage)), workload: withhold(environment.workload.address) };
}

function partsOf(variable: Variable, value: Value, kind: Kind, mayLogIn: boolean): readonly Part[] {
  const { declaration, required } = variable;
  if (value.state === "absent" || isEmpty(value)) {
    return required === false ? [] : [lone({ kind: required === true ? "wrong" : "unknown", because: "is not set" })];
  }
  const role = roleIn(declaration.name);
  if (role !== undefined) return [lone({ kind: "left-out", because: role })];
  if (value.state !== "known") return [lone({ kind: "unknown", because: value.because })];
  const text = unseal(value.text);
  return isList(declaration) ? itemParts(text, variable, kind, mayLogIn) : partsAt(destination(text, kind, variable, mayLogIn));
}

function lone(aim: Aim): Part {
  return { part: undefined, isAlternative: false, aim };
}

function itemParts(text: string, { declaration, deployment }: Variable, kind: Kind, mayLogIn: boolean): readonly Part[] {
  const items = itemsOf(text, { constraints: declaration.use.constraints, reader: deployment.schema.reader });
  if (items === undefined) return [lone({ kind: "wrong", because: "is no list" })];
  return items.flatMap((item, index) =>
    partsAt(destinationOf(item.trim(), kind, mayLogIn)).map(({ part, ...rest }) => ({
      ...rest,
      part: [`item ${String(index + 1)}`, ...(part === undefined ? [] : [part])].join(", "),
    })),
  );
}

function isList({ use }: Declaration): boolean {
  return use.type.id === "list";
}

function kindOf(use: TypeUse | undefined): Kind | undefined {
  return kinds.find((kind) => kind === use?.type.id);
}

/** What the service gets, or else takes by itself. */
function givenTo({ value, declaration }: Variable): Value {
  return value.state === "absent" && declaration.default !== undefined ? { state: "known", text: declaration.default } : value;
}

/** Names of what calls the service, or of what the service calls itself: nothing that it connects to. */
function roleIn(name: string): string | undefined {
  if (/(?:^|_)(?:ALLOWED|TRUSTED|CORS|CSRF|ORIGINS?|REFERERS?)(?:_|$)/i.test(name)) return "says who may call the service, by its name";
  if (/(?:^|_)(?:BIND|LISTEN|LISTENER)(?:_|$)/i.test(name)) return "says where the service listens, by its name";
  if (/(?:^|_)(?:REDIRECT|CALLBACK|AUDIENCE|NAMESPACE|STATIC|MEDIA)(?:_|$)/i.test(name)) return "is for others to follow, by its name";
  return undefined;
}

/** A lone host name takes its port from its sister: `DATABASE_HOST` from `DATABASE_PORT`. */
function destination(text: string, kind: Kind, { declaration: { name }, deployment }: Variable, mayLogIn: boolean): Destination {
  const sister = name.replace(/HOST(?:NAME)?$/i, (word) => (word === word.toUpperCase() ? "PORT" : "port"));
  const port = kind !== "hostname" || sister === name ? undefined : numberOf(sister, deployment);
  return port === undefined ? destinationOf(text, kind, mayLogIn) : withPort(text, port);
}

function numberOf(name: string, { variables, environment }: Deployment): string | undefined {
  const variable = variables.get(name);
  const value = variable === undefined ? valueOf(environment, name) : givenTo(variable);
  return value.state === "known" ? unseal(value.text).trim() : undefined;
}

function partsAt(found: Destination): readonly Part[] {
  if ("because" in found) return [lone({ kind: found.isWrong ? "wrong" : "left-out", because: found.because })];
  const isAlternative = found.peers.length > 1;
  return found.peers.map((peer, index) => ({
    part: isAlternative ? `host ${String(index + 1)}` : undefined,
    isAlternative,
    aim: { kind: "peer", peer },
  }));
}

/** The name of the variable that makes HTTP go through a proxy there, which is not done here. */
export function proxyIn(environment: Environment): string | undefined {
  const names = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
  return names.find((name) => isSet(valueOf(environment, name)));
}

function isSet(value: Value): boolean {
  return value.state === "opaque" || (value.state === "known" && !isEmpty(value));
}
