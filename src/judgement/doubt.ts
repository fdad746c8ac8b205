import type { Variable } from "../model/project.ts";

/** Why nobody can tell whether the variable is as the service needs it; undefined where that can be told or does not matter. */
export function doubtOf({ declaration, value, required }: Variable): string | undefined {
  if (!declaration.forbidden && required === false) return undefined;
  if (value.state === "unknown") return value.because;
  const undecided = required === "unknown" && value.state === "absent" && !declaration.forbidden;
  return undecided ? "whether it is required hangs on a value that cannot be seen" : undefined;
}
