import type { Workload } from "../model/binding.ts";
import type { Reading } from "../model/project.ts";
import { type Platform, platformCalled } from "../text/platform/platforms.ts";

/** What runs a workload, as far as it keeps names for itself or limits what it takes. */
export function platformOf({ format }: Pick<Reading, "format">, { platform }: Pick<Workload, "platform">): Platform | undefined {
  return platformCalled(platform ?? format);
}
