import type { Backdrop } from "../../model/binding.ts";
import type { Span } from "../../model/source.ts";
import { known, type Lookup, opaque } from "../../model/value.ts";

/** What a platform sets by itself: values by name, where `given` has none the text is out of sight. */
export function platformBackdrop(at: Span, names: readonly string[], given: Lookup = () => opaque("the platform sets it")): Backdrop {
  const listed = new Set(names);
  return {
    find: (name) => (listed.has(name) ? { name, value: given(name), at } : undefined),
    names: () => listed,
  };
}

/** What the runner sets in every step, over whatever a workflow sets (GitHub docs, "Default environment variables"). */
export const githubReserved: readonly string[] = [
  ...prefixed(
    "GITHUB_",
    "ACTION ACTION_PATH ACTION_REPOSITORY ACTIONS ACTOR ACTOR_ID API_URL BASE_REF ENV EVENT_NAME EVENT_PATH GRAPHQL_URL HEAD_REF",
  ),
  ...prefixed(
    "GITHUB_",
    "JOB OUTPUT PATH REF REF_NAME REF_PROTECTED REF_TYPE REPOSITORY REPOSITORY_ID REPOSITORY_OWNER REPOSITORY_OWNER_ID",
  ),
  ...prefixed("GITHUB_", "RETENTION_DAYS RUN_ATTEMPT RUN_ID RUN_NUMBER SERVER_URL SHA STEP_SUMMARY TRIGGERING_ACTOR WORKFLOW WORKFLOW_REF"),
  ...prefixed("GITHUB_", "WORKFLOW_SHA WORKSPACE"),
  ...prefixed("RUNNER_", "ARCH ENVIRONMENT NAME OS TEMP TOOL_CACHE"),
];

/** `CI` is for workflows to change, and `RUNNER_DEBUG` is not always set. */
const ofGithub = ["CI", ...githubReserved, "RUNNER_DEBUG"];

export function githubBackdrop(at: Span): Backdrop {
  return platformBackdrop(at, ofGithub, (name) =>
    name === "CI" || name === "GITHUB_ACTIONS" ? known("true") : opaque("GitHub Actions sets it"),
  );
}

function prefixed(prefix: string, ends: string): string[] {
  return ends.split(" ").map((end) => prefix + end);
}
