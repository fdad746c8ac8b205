/** One case of a vectors file; the README beside the vectors gives the shape. */
export interface Case {
  readonly name: string;
  readonly input: unknown;
  readonly inputBase64?: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly expected: unknown;
  readonly error: boolean;
  readonly mode?: string;
}

/** What envcheck makes of a case. `unknown` is right where the reference would have run a command. */
export type Outcome = { readonly error: true } | { readonly value: unknown } | { readonly unknown: true };

/** Runs the cases of one vectors file through a format as the program would. */
export interface Adapter {
  /** The vectors file, without `.json`. */
  readonly vectors: string;
  run(testCase: Case): Outcome;
}
