/** What bin/envcheck.cjs reads of the program that it has loaded, and gives to it. */
export interface State {
  /** Whether a command came to its end: only then is all that it needs compiled, and a code cache worth writing. */
  ran: boolean;
  /** The flags that bring V8 back to what it was started with: it refuses what was compiled under others. */
  restoring: readonly string[];
  /** Writes the code cache, for a process that is going to become another. */
  keep?: () => void;
}

export const state: State = { ran: false, restoring: [] };
