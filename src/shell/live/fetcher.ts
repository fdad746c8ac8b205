import type { LiveAnswer, LivePermissions, LivePlace } from "../../model/live.ts";

/**
 * Fetches the texts that tell what runs: all that the world can do wrong is an answer, and none holds a value outside its documents. The root is the
 * folder that is checked, whose files nobody vouches for; the current one unless given.
 */
export type Fetcher = (place: LivePlace, permissions: LivePermissions, root?: string) => Promise<LiveAnswer>;
