import type { Opening } from "./environment.ts";
import type { Problem, Span } from "./source.ts";

export type Severity = "error" | "warning";

/** Another place that matters. */
export interface Note {
  readonly at?: Span;
  readonly message: string;
}

/** Replace the span by the text. */
export interface Edit {
  readonly at: Span;
  readonly text: string;
}

/** What a rule says. It names no rule id and no severity: `check.ts` stamps those. No field ever holds a value. */
export interface Finding {
  readonly at: Span;
  /** The variable first, what was expected, one sentence, no full stop. */
  readonly message: string;
  /** What stands under the carets. */
  readonly label?: string;
  readonly variable?: string;
  readonly notes?: readonly Note[];
  readonly help?: string;
  /** Lines to add, shown as a diff; they may hold names and references, never values. */
  readonly suggestion?: readonly string[];
  readonly fix?: { readonly safe: boolean; readonly edits: readonly Edit[] };
  /** For a rule that is an error in one situation and a warning in another. */
  readonly severity?: Severity;
  /** Whose deployment a rule speaks of that looks at the whole project; where the scope tells it, `check.ts` stamps both. */
  readonly service?: string;
  readonly stage?: string;
}

export interface Diagnostic extends Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly impact?: string;
  readonly runbook?: string;
  readonly owner?: string;
  /** Further stages of the service in which the very same is wrong. */
  readonly alsoIn?: readonly string[];
  /** Why it counts for nothing; `by` is the place that says so, `until` the last day. */
  readonly suppressed: { readonly reason: string; readonly until: string | null; readonly by: string } | null;
}

export type VerdictId = "ok" | "default" | "missing" | "empty" | "invalid" | "forbidden" | "unverifiable" | "not-applicable";

export interface Verdict {
  readonly service: string;
  readonly stage: string;
  readonly variable: string;
  readonly verdict: VerdictId;
}

/** One line of the closing summary. */
export interface StageResult {
  readonly service: string;
  readonly stage: string;
  readonly errors: number;
  readonly warnings: number;
  readonly missing: number;
  readonly unverifiable: number;
  readonly openings: readonly Opening[];
}

export interface Report {
  readonly diagnostics: readonly Diagnostic[];
  readonly verdicts: readonly Verdict[];
  readonly stages: readonly StageResult[];
  readonly unseen: readonly Opening[];
  readonly problems: readonly Problem[];
  /** Whole sentences for the end: what was skipped and why, what to do next. */
  readonly remarks: readonly string[];
  readonly summary: {
    readonly services: number;
    readonly environments: number;
    readonly variables: number;
    readonly errors: number;
    readonly warnings: number;
    readonly unverifiable: number;
    /** Processes whose environment could not be read. */
    readonly undetermined: number;
    /** Reads of the services' code whose names are known only when it runs, and that nobody has said are fine. */
    readonly dynamicReads: number;
    readonly filesRead: number;
    readonly milliseconds: number;
  };
}
