import type { FoundAll } from "../found.ts";
import type { Framework, View } from "./framework.ts";
import { readsOf } from "./pydantic/reads.ts";
import { classesIn } from "./pydantic/settings-class.ts";

/** Settings classes of pydantic 1 and of pydantic-settings. */
export const pydantic: Framework = {
  id: "pydantic-settings",
  languages: ["python"],
  needs:
    /BaseSettings|SettingsConfigDict|\bclass\s+\w{0,99}(?:Settings|Config)\w{0,99}\s*\(|\bclass\s+\w+\([^)]{0,300}(?:Settings|Config)\w{0,99}\s*[,)]/,
  declared: (view: View): FoundAll => {
    const all = classesIn(view.module).map((one) => readsOf(one, view));
    return { reads: all.flatMap(({ reads }) => reads), open: all.flatMap(({ open }) => open) };
  },
};
