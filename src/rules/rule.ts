import type { Closure, Deployment, Drift, Project, Reading, Variable } from "../model/project.ts";
import type { Finding, Severity } from "../model/diagnostic.ts";
import type { Suppression } from "../model/suppression.ts";

interface Meta {
  /** Reads well after "allow": `allow missing`. */
  readonly id: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly why: string;
  /** Whether what it says hangs on one document and its bundles alone: then it judges each part of a large target as soon as that is read. */
  readonly inParts?: true;
  /** Whether a part of a large target has something that this rule can judge only beside all others, so that it must not be let go. */
  readonly holds?: (part: Reading) => boolean;
}

/** The scope decides how often `check` runs and what it sees. */
export type Rule = Meta &
  (
    | { readonly scope: "variable"; check(variable: Variable): Iterable<Finding> }
    | { readonly scope: "deployment"; check(deployment: Deployment): Iterable<Finding> }
    | { readonly scope: "reading"; check(reading: Reading, project: Project): Iterable<Finding> }
    | { readonly scope: "closure"; check(closure: Closure): Iterable<Finding> }
    | { readonly scope: "drift"; check(drift: Drift): Iterable<Finding> }
    /** One that nothing answers to. */
    | { readonly scope: "suppression"; check(unused: Suppression): Iterable<Finding> }
    | { readonly scope: "project"; check(project: Project): Iterable<Finding> }
  );
