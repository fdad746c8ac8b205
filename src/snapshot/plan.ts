import type { Environment } from "../model/environment.ts";
import type { ServiceSchema } from "../model/schema.ts";

/** One snapshot that is to be taken. */
export interface Plan {
  readonly service: string;
  readonly stage: string;
  readonly target: string;
  readonly schema: ServiceSchema | undefined;
  readonly environments: readonly Environment[];
}

/** `auth-production.json`; a target without a service gives its own name. Nothing in it leads out of the folder. */
export function fileNameOf({ service, stage, target }: Pick<Plan, "service" | "stage" | "target">): string {
  const words = [service, stage].filter((word) => word !== "");
  return `${safe(words.length === 0 ? target : words.join("-"))}.json`;
}

function safe(text: string): string {
  return text.replaceAll(/[^\w.-]+/g, "-").replaceAll(/^[.-]+|(?<![.-])[.-]+$/g, "") || "snapshot";
}

/** Why a process could not be read; none where everything was seen that a process can show. */
export function undeterminedIn({ environments }: Pick<Plan, "environments">): readonly string[] {
  return environments
    .filter(({ workload }) => workload.instance !== undefined)
    .flatMap(({ openings }) => openings.slice(0, 1).map(({ because }) => because));
}
