import { setFlagsFromString } from "node:v8";
import { state } from "./state.ts";

/** Changes flags of V8, given as they are at the start and as they shall be. */
export function changeFlags(flags: typeof state.changed): void {
  for (const { now } of flags) setFlagsFromString(now);
  state.changed = [...state.changed, ...flags];
}
