import type { Fact } from "./fact.ts";
import type { Instance } from "./live.ts";
import type { Recorded } from "./record.ts";
import type { Problem, Source, Span } from "./source.ts";
import type { Lookup, Value, Written } from "./value.ts";

/** `NAME=value`, as one document wrote it. `at` covers the name and nothing of the value. */
export interface Binding {
  readonly name: string;
  readonly value: Written;
  readonly at: Span;
  /** What it took the place of before any environment was built, the nearest first: the base that a patch changes. */
  readonly over?: readonly Binding[];
}

/** The address of a bundle that workloads import: `configmap:default/auth`, `secret:default/auth`, `file:auth.env`. */
export type Ref = `${string}:${string}`;

/** How the templates of a layer look up a name; `before` sees the environment as it is when the binding takes its turn. */
export type Scope = (name: string, before: Lookup) => Value;

/**
 * Variables that the platform adds by itself below every layer, such as the service links of Kubernetes. They are found by name and listed only when
 * asked for: each pod of a namespace with a thousand services is offered seven thousand.
 */
export interface Backdrop {
  find(name: string): Binding | undefined;
  names(): Iterable<string>;
}

/** One step in building an environment; later layers win, and so do later bindings of one layer. Without a scope only `before` is seen. */
export type Layer =
  | { readonly kind: "bindings"; readonly bindings: readonly Binding[]; readonly scope?: Scope }
  | { readonly kind: "import"; readonly ref: Ref; readonly at: Span; readonly prefix?: string; readonly optional?: boolean }
  | { readonly kind: "backdrop"; readonly backdrop: Backdrop }
  | { readonly kind: "opening"; readonly at: Span; readonly because: string };

/** Which of several commands that lie in one code base an image runs. */
export interface Commands {
  /** The folder of the Dockerfile, with a closing slash; empty for the root. */
  readonly folder: string;
  /** Folders of main packages that Go compiles into it, with a closing slash; undefined where not all are known. */
  readonly packages: readonly string[] | undefined;
  /** Names without endings of the scripts that it starts: `entry-node` of `node dist/entry-node.js`. */
  readonly scripts: readonly string[];
  /** What it may start, each as a line of a shell, where that is told. */
  readonly starts?: readonly string[];
  /** Words of all that says what is copied, mounted and started, names of scripts and folders among them. */
  readonly words?: readonly string[];
  /** All that can run, where the image is of a server that runs no code but its own: what it copies as it stands, as paths. */
  readonly only?: readonly string[];
}

/** What becomes one process. `address` is its selector within the target (`auth`, `Deployment/auth/web`). */
export interface Workload {
  readonly address: string;
  /** Every name a service may know it by: compose service, controller, container, app label. */
  readonly names: readonly string[];
  readonly at: Span;
  /** Where its variables are written: the `env:` or `environment:` key, for the frame of a missing one. */
  readonly list?: Span;
  readonly layers: readonly Layer[];
  /** What of the document is its own, or its pod's: a fact in there concerns it. Formats with one workload need not say. */
  readonly extent?: Span;
  /** The image whose ENV is not in these files. */
  readonly image?: { readonly name: string; readonly at: Span };
  /** What its image is built from, and what is mounted into it: files, and folders with a closing slash (empty for the root). The code there is what runs. */
  readonly built?: readonly string[];
  readonly commands?: Commands;
  /** Whether it is the one that a selector without a container means; init containers and sidecars are not. */
  readonly main: boolean;
  /** Why it runs only when a selector names it: a compose profile that is not active. */
  readonly inactive?: string;
  /** What runs it, where its format alone does not tell and the platform keeps names for itself or limits what it takes: `lambda`, `knative`. */
  readonly platform?: string;
  /** What it is while it runs; an environment of one that has openings could not be determined. */
  readonly instance?: Instance;
  /** What a snapshot says of it; its variables are those of the day it was taken. */
  readonly recorded?: Recorded;
}

/** A named set of bindings that workloads import. */
export interface Bundle {
  readonly ref: Ref;
  readonly at: Span;
  readonly bindings: readonly Binding[];
  /** Why it may hold more than these. */
  readonly opening?: { readonly at: Span; readonly because: string };
  /** Whether it belongs to a part of the target that was taken before, and is here only because a workload of another part takes from it. */
  readonly lent?: true;
}

/** Everything one target says about environments. */
export interface Spec {
  readonly sources: readonly Source[];
  readonly bundles: ReadonlyMap<Ref, Bundle>;
  readonly workloads: readonly Workload[];
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
  /** Paths of files whose workloads nobody wants: neither these nor the facts of such a file are here. */
  readonly others?: ReadonlySet<string>;
}
