import type { LiveAnswer, LivePermissions, LivePlace, Scheme } from "../../model/live.ts";
import type { Fetcher } from "./fetcher.ts";
import { docker } from "./docker.ts";
import { kube } from "./kube.ts";
import { name } from "./name.ts";
import { pid } from "./pid.ts";
import { podman } from "./podman.ts";
import { unit } from "./unit.ts";

/** What answers for each kind of live target. */
const fetchers: Readonly<Record<Scheme, Fetcher>> = { pid, name, unit, docker, podman, kube };

/** Asks what runs. Whatever the world does wrong is in the answer. */
export function askLive(place: LivePlace, permissions: LivePermissions, root: string): Promise<LiveAnswer> {
  return fetchers[place.scheme](place, permissions, root);
}
