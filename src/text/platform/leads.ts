import type { Spec } from "../../model/binding.ts";
import type { Problem, Source, Span } from "../../model/source.ts";
import { dirname, joinPath } from "../path.ts";

/** What a document deploys by naming it: a target of its own. */
export interface Lead {
  readonly at: Span;
  /** What the document does with it: `Skaffold deploys these manifests`. */
  readonly what: string;
  /** The target to name in its place; undefined where `what` says all. */
  readonly target?: string;
}

/** Addresses of what is fetched, and paths that the environment fills in. */
const elsewhere = /:\/\/|\/\/|^git@|^(?:github|gitlab|bitbucket)\.\w+\/|\{\{/;

/** To a path as the document writes it, from its own folder on. */
export function leadTo(at: Span, path: string, what: string): Lead {
  if (elsewhere.test(path)) return { at, what: `${what}, which is not in this folder` };
  return { at, what, target: joinPath(dirname(at.source.path), path) || "." };
}

/** A document that sets no variable by itself is not read as a target: each thing that it leads to is named, and else `otherwise` is said of it. */
export function leadsOnly(source: Source, leads: readonly Lead[], otherwise: string): Pick<Spec, "problems" | "workloads" | "facts"> {
  const start = { source, start: 0, end: 0 };
  const problems: Problem[] =
    leads.length === 0
      ? [{ at: start, message: otherwise }]
      : leads.map(({ at, what, target }) => ({ at, message: target === undefined ? what : `${what}; name ${target} as the target` }));
  return { problems, workloads: [], facts: [] };
}
