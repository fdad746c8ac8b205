import type { Closure, Deployment, Project, Reading, Variable } from "../model/project.ts";
import type { Finding, Severity } from "../model/diagnostic.ts";

interface Meta {
  /** Reads well after "allow": `allow missing`. */
  readonly id: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly why: string;
}

/** The scope decides how often `check` runs and what it sees. */
export type Rule = Meta &
  (
    | { readonly scope: "variable"; check(variable: Variable): Iterable<Finding> }
    | { readonly scope: "deployment"; check(deployment: Deployment): Iterable<Finding> }
    | { readonly scope: "reading"; check(reading: Reading): Iterable<Finding> }
    | { readonly scope: "closure"; check(closure: Closure): Iterable<Finding> }
    | { readonly scope: "project"; check(project: Project): Iterable<Finding> }
  );
