import { formats } from "../formats/index.ts";
import type { Host } from "../host.ts";
import type { LiveAnswer, LiveAnswers, LivePermissions, LivePlace } from "../model/live.ts";
import { liveKey, parseTarget } from "./target.ts";

/** Asks for all that is live among some targets, all at the same time and each once. */
export async function askLive(targets: readonly string[], host: Host, permissions: LivePermissions): Promise<LiveAnswers> {
  const places = new Map(targets.flatMap((text) => placeIn(text)));
  const answers = [...places].map(async ([key, place]): Promise<[string, LiveAnswer]> => [key, await host.live(place, permissions)]);
  return new Map(await Promise.all(answers));
}

function placeIn(text: string): [string, LivePlace][] {
  const target = parseTarget(
    text,
    formats.map(({ id }) => id),
  );
  return "place" in target && target.place.kind === "live" ? [[liveKey(text), target.place.place]] : [];
}
