import { getHeapSpaceStatistics } from "node:v8";
import { changeFlags } from "./v8-flags.ts";

/** Bytes of its two halves. With less, V8 keeps for long what is let go soon; with twice as much, to which it would grow, no run is quicker. */
const enough = 16 * 2 ** 20;

/** Looking costs some microseconds. */
const pace = 10;
let untilLook = pace;

/** Keeps V8's young generation from growing further than serves a long run. Called after each part of the work, since it has to grow so far first. */
export function boundYoungGeneration(): void {
  untilLook -= 1;
  if (untilLook > 0) return;
  const isGrown = getHeapSpaceStatistics().some(({ space_name: name, space_size: size }) => name === "new_space" && size >= enough);
  untilLook = isGrown ? Infinity : pace;
  if (isGrown) changeFlags([{ started: "--semi-space-growth-factor=2", now: "--semi-space-growth-factor=1" }]);
}
