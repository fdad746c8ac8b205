import type { Problem, Span } from "../model/source.ts";

/** Why a target could not be read; `at` is in the schema file or in the document when there is such a place. */
export interface Refusal {
  readonly target: string;
  readonly message: string;
  readonly at?: Span;
  /** What is wrong with the document itself, where that is why nothing in it can be chosen. */
  readonly causes?: readonly Problem[];
  /** The file that is not here and that git ignores, where that is why. */
  readonly ignored?: string;
}

/** What there is to tell: the causes, else the refusal at the place that asked. */
export function problemsOf({ causes = [], ...refusal }: Refusal, at?: Span): readonly Problem[] {
  if (causes.length > 0) return causes;
  return [{ ...(at === undefined ? {} : { at }), message: sentenceOf(refusal) }];
}

/** The target, and what is wrong with it. */
export function sentenceOf({ target, message }: Pick<Refusal, "target" | "message">): string {
  return target === "" || message.startsWith(`${target} `) ? message : `${target}: ${message}`;
}

export function isRefusal(result: object): result is Refusal {
  return "message" in result;
}
