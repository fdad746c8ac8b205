import { setFlagsFromString } from "node:v8";
import { state } from "./state.ts";

/** The version of V8 in Node 24, the newest whose flags were looked at; a version that has one no more complains of it on standard error. */
const newest = 13;

/** Changes flags of V8 up to a version, given as they are at the start and as they shall be. */
export function changeFlags(flags: typeof state.changed, last = newest): void {
  if (Number.parseInt(process.versions.v8, 10) > last) return;
  for (const { now } of flags) setFlagsFromString(now);
  state.changed = [...state.changed, ...flags];
}
