import type { Report } from "../model/diagnostic.ts";

/** What the terminal or the runner allows. */
export interface Surface {
  readonly color: boolean;
  readonly width: number;
  readonly quiet: boolean;
}

/** One output format: a pure function from the report to text. */
export interface Reporter {
  readonly id: string;
  readonly summary: string;
  render(report: Report, surface: Surface): string;
}
