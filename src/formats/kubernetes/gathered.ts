import type { Binding, Bundle, Layer, Ref, Workload } from "../../model/binding.ts";
import type { Fact } from "../../model/fact.ts";
import type { Problem, Source, Span } from "../../model/source.ts";

/** What the documents of a target hold, as it is collected. */
export interface Gathered {
  /** Every definition of a ConfigMap or Secret, in the order of the files; overlays side by side define one name often. */
  readonly bundles: Map<Ref, Bundle[]>;
  /** By namespace and then by the prefix of their variables. */
  readonly services: Map<string, Map<string, Service>>;
  /** In the order of the files; a container becomes a workload as soon as all that it refers to is read. */
  readonly containers: (Container | Workload)[];
  readonly facts: Fact[];
  readonly problems: Problem[];
  /** What the piece of a file brings that is being read, or was read last. */
  piece: Share;
  /** How many more env entries the current file may give; aliases could otherwise multiply a small file without end. */
  allowance: number;
}

/** The share of one piece in what is gathered. */
export interface Share {
  /** Where it starts in its file. */
  readonly from: number;
  /** How many containers are known to refer to nothing outside their file, those of earlier pieces among them. */
  within: number;
  /** How many containers, facts and problems the pieces before it have brought. */
  readonly containers: number;
  readonly facts: number;
  readonly problems: number;
  readonly bundles: { readonly ref: Ref; readonly bundle: Bundle }[];
  /** Bundles of earlier pieces of the file that its containers take from. */
  readonly borrowed: Bundle[];
}

/** A Service whose variables the pods of its namespace get. */
export interface Service {
  readonly name: string;
  readonly at: Span;
  /** Undefined while the cluster has not chosen it. */
  readonly address: string | undefined;
  readonly ports: readonly ServicePort[];
}

export interface ServicePort {
  readonly name: string | undefined;
  /** Undefined when a template parameter stands for it. */
  readonly number: string | undefined;
  readonly protocol: string;
}

/** A container as its document tells it, before its references are followed into other documents. */
export interface Container {
  readonly source: Source;
  readonly namespace: string;
  readonly workload: Workload;
  /** Those of the workload, which are put there once the references are followed. */
  readonly layers: Layer[];
  readonly imports: readonly ImportLayer[];
  readonly env: readonly (Binding | KeyReference)[];
  /** Values with a `$` in them, which may be references that Kubernetes leaves alone. */
  readonly dollars: readonly Dollars[];
  /** Why more may be set than is written here. */
  readonly opening: string | undefined;
  readonly serviceLinks: boolean;
  /** What its platform gives it in the place of service links, where that is no plain Kubernetes. */
  readonly given: readonly string[] | undefined;
}

export type ImportLayer = Extract<Layer, { readonly kind: "import" }>;

/** An `envFrom` source with the ConfigMap or Secret it means, if that is in the files. */
export interface Import {
  readonly layer: ImportLayer;
  readonly bundle: Bundle | undefined;
  readonly unseen: string;
}

/** `valueFrom` a key of a ConfigMap or Secret. */
export interface KeyReference {
  readonly name: string;
  readonly at: Span;
  readonly ref: Ref;
  /** The object in words: `secret auth`. */
  readonly object: string;
  readonly objectAt: Span;
  readonly key: string;
  readonly keyAt: Span;
  readonly optional: boolean;
  /** What it took the place of when documents were merged. */
  readonly over?: readonly Binding[];
}

/** The names that the env entry at `index` refers to by `$(NAME)`, and those it seems to mean by `${NAME}`. */
export interface Dollars {
  readonly index: number;
  readonly expanded: readonly string[];
  readonly braced: readonly string[];
}

export function emptyGathered(): Gathered {
  return {
    bundles: new Map(),
    services: new Map(),
    containers: [],
    facts: [],
    problems: [],
    piece: { from: 0, within: 0, containers: 0, facts: 0, problems: 0, bundles: [], borrowed: [] },
    allowance: 0,
  };
}

/** The share of a piece that is read from here on. */
export function shareAfter({ containers: { length }, facts, problems }: Gathered, from: number): Share {
  return { from, within: length, containers: length, facts: facts.length, problems: problems.length, bundles: [], borrowed: [] };
}

const keysOf = new WeakMap<Bundle, ReadonlyMap<string, Binding>>();

/** The binding that a key of a ConfigMap or Secret has; the last of several. */
export function bindingOf(bundle: Bundle, key: string): Binding | undefined {
  if (bundle.bindings.length < 16) return bundle.bindings.findLast(({ name }) => name === key);
  const keys = keysOf.get(bundle) ?? new Map(bundle.bindings.map((binding) => [binding.name, binding]));
  keysOf.set(bundle, keys);
  return keys.get(key);
}

interface Address {
  readonly kind: "configmap" | "secret";
  readonly namespace: string;
  readonly name: string;
  readonly ref: Ref;
}

/** Entries one after the other often name one object, and maps find a text sooner that they were asked for before. */
let latest: Address | undefined;

/** The address of a ConfigMap or Secret among the bundles. */
export function refTo(kind: Address["kind"], namespace: string, name: string): Ref {
  if (latest?.kind !== kind || latest.name !== name || latest.namespace !== namespace) {
    latest = { kind, namespace, name, ref: `${kind}:${namespace}/${name}` };
  }
  return latest.ref;
}
