/** What bin/envcheck.cjs reads of the program that it has loaded, and gives to it. */
export interface State {
  /** Whether a command came to its end: only then is all that it needs compiled, and a code cache worth writing. */
  ran: boolean;
  /** Flags of V8 that were changed, as they were at the start and as they are now: it refuses what was compiled under other flags than it has. */
  changed: readonly { readonly started: string; readonly now: string }[];
  /** Writes the code cache, for a process that is going to become another. */
  keep?: () => void;
}

export const state: State = { ran: false, changed: [] };
