import { changeFlags } from "./v8-flags.ts";

/**
 * What V8 optimises beside a run takes a core from it where there are two, and most of it is ready when the run is over: with a higher budget it
 * optimises only what runs for long, and with fewer functions in one it is done sooner.
 */
const unhurried = [
  { started: "--interrupt-budget=67584", now: "--interrupt-budget=200000" },
  { started: "--max-inlined-bytecode-size-cumulative=920", now: "--max-inlined-bytecode-size-cumulative=200" },
];

/** Newer versions of V8 count otherwise. */
const ofNode20 = 11;

let isChanged = false;

/** Keeps V8 from optimising too much of what a run over much input does once for each of its files. */
export function optimiseLess(): void {
  if (isChanged) return;
  isChanged = true;
  changeFlags(unhurried, ofNode20);
}
