import type { Source, Unseen } from "./source.ts";

/** What runs and can be asked: the word before the colon of a live target. */
export type Scheme = "pid" | "name" | "unit" | "docker" | "podman" | "kube";

/** Something that runs, as a target names it: `docker:auth-1?side=declared`. `name` is all between the colon and the options. */
export interface LivePlace {
  readonly scheme: Scheme;
  readonly name: string;
  readonly options: ReadonlyMap<string, readonly string[]>;
}

/** What an engine or a cluster was told to start: documents of a format, and the workload in there that the process came of. */
export interface Told {
  readonly format: string;
  readonly sources: readonly [Source, ...Source[]];
  readonly selector: string;
  /** Why bundles that it imports are not among the documents, by their address (`secret:production/auth`), each as a clause that names the bundle. */
  readonly unread?: ReadonlyMap<string, string>;
}

/** One process that a live target names, or what was to become one. */
export interface Instance {
  /** Unique within the target: `auth-1`, `Pod/auth-5d9c/web`; empty for a process that has only its number. */
  readonly address: string;
  /** Every name that a service may know it by. */
  readonly names: readonly string[];
  /** What its main process was started with, `NAME=value` each ended by a NUL; or why nobody can see that. */
  readonly process: Source | Unseen;
  /** How that was seen, as a clause: "read from /proc/4711/environ". */
  readonly seen: string;
  readonly told: Told | undefined;
  /** The controller that keeps it, with what tells who changed it when: JSON of the cluster. */
  readonly controller?: Source;
  /** Names whose values are each process's own, such as those that Kubernetes fills in from fields of the pod. */
  readonly own?: ReadonlySet<string>;
  /** When its main process started, in Unix milliseconds. */
  readonly started: number | undefined;
  /** Clauses about what it was told that has changed since it started: "configmap auth was changed after the pod was started". */
  readonly stale: readonly string[];
}

/** What a live target stands for. `undetermined`: it cannot be asked (exit code 3); `mistake`: it names nothing (exit code 2, with the names that exist). */
export type LiveAnswer =
  | { readonly instances: readonly [Instance, ...Instance[]] }
  | { readonly undetermined: string }
  | { readonly mistake: string };

/** What a live target may do beyond looking at what runs. */
export interface LivePermissions {
  /** Whether the text of a cluster's Secrets may be read. */
  readonly readSecrets: boolean;
}

/** What every live place of one run answered, by the text of its target without a selector. */
export type LiveAnswers = ReadonlyMap<string, LiveAnswer>;
