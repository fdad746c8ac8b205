import type { Report, Severity } from "../model/diagnostic.ts";

/** Where hyperlinks lead: `file:` URLs of folders, each with a slash at its end. */
export interface Links {
  readonly root: string;
  /** The pages of the rules. */
  readonly pages: string;
}

/** What the terminal or the runner allows. */
export interface Surface {
  readonly color: boolean;
  readonly width: number;
  readonly quiet: boolean;
  /** Only where a terminal shows the output that is known to have hyperlinks (OSC 8). */
  readonly links?: Links | undefined;
  /** Whether the text is added to a job summary, which holds more than a comment. */
  readonly appended?: boolean;
}

/** A rule as services show it beside its findings. */
export interface RuleCard {
  readonly id: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly why: string;
}

/** What a run was, beside what it found. */
export interface Run {
  readonly version: string;
  readonly exitCode: number;
  /** What was asked for, so that several runs of a pipeline stand beside each other: `envcheck/auth/production/`. */
  readonly category: string;
  /** Every rule, whether it found something or not. */
  readonly rules: readonly RuleCard[];
  /** The documents that declare services and variables. */
  readonly schemas: ReadonlySet<string>;
}

/** One output format: a pure function from the report to text. */
export interface Reporter {
  readonly id: string;
  readonly summary: string;
  render(report: Report, surface: Surface, run: Run): string;
}
