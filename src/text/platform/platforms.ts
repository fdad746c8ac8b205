import { lambdaReserved } from "./aws.ts";
import { githubReserved } from "./backdrop.ts";

/** What a platform keeps for itself, and how much it takes. */
export interface Platform {
  readonly name: string;
  /** Names that are its own. */
  readonly reserved: readonly string[];
  /** Whether it refuses a deploy that sets one of them; otherwise it sets them by itself, whatever is written. */
  readonly refuses: boolean;
  /** The most bytes of all names and values together, whatever else it counts. */
  readonly total?: number;
  /** The most bytes of one value. */
  readonly each?: number;
  /** The most variables. */
  readonly count?: number;
}

const KiB = 1024;

/** Of the contract of Knative's runtime (serving pkg/apis/serving/k8s_validation.go). */
const knative = ["K_CONFIGURATION", "K_REVISION", "K_SERVICE", "PORT"];

/** By what a workload says runs it, else by the format of its document. Sources are the platforms' own pages unless said. */
const platforms: ReadonlyMap<string, Platform> = new Map<string, Platform>([
  // Developer guide, "Defined runtime environment variables" and "Lambda quotas"; what is measured there is even longer, JSON of all.
  ["lambda", { name: "AWS Lambda", reserved: lambdaReserved, refuses: true, total: 4 * KiB }],
  // The agent puts these over all that a task sets (amazon-ecs-agent, agent/api/task); 64 KiB is the quota of a whole task definition.
  [
    "ecs",
    {
      name: "Amazon ECS",
      reserved: prefixed("ECS_", "AGENT_URI CONTAINER_METADATA_URI CONTAINER_METADATA_URI_V4"),
      refuses: false,
      total: 64 * KiB,
    },
  ],
  ["knative", { name: "Knative", reserved: knative, refuses: true }],
  // "Container runtime contract" and "Cloud Run quotas and limits".
  ["cloud-run", { name: "Cloud Run", reserved: knative, refuses: true, each: 32 * KiB, count: 1000 }],
  [
    "cloud-run-job",
    {
      name: "Cloud Run",
      reserved: prefixed("CLOUD_RUN_", "EXECUTION JOB TASK_ATTEMPT TASK_COUNT TASK_INDEX"),
      refuses: true,
      each: 32 * KiB,
      count: 1000,
    },
  ],
  // "Dynos" and "Limits" in the Dev Center.
  ["heroku", { name: "Heroku", reserved: ["DYNO", "PORT"], refuses: false, total: 64 * KiB }],
  // "The Machine Runtime Environment".
  [
    "fly",
    {
      name: "Fly",
      reserved: prefixed(
        "FLY_",
        "ALLOC_ID APP_NAME IMAGE_REF MACHINE_ID MACHINE_VERSION PRIVATE_IP PROCESS_GROUP PUBLIC_IP REGION VM_MEMORY_MB",
      ),
      refuses: false,
    },
  ],
  // "Environment variables": the limit is for all of a deployment, those of the dashboard among them.
  ["vercel", { name: "Vercel", reserved: [], refuses: false, total: 64 * KiB }],
  // "The above values cannot be overridden" (runtime environment, "Environment variables").
  [
    "app-engine",
    {
      name: "App Engine",
      reserved: ["PORT", ...prefixed("GAE_", "APPLICATION DEPLOYMENT_ID ENV INSTANCE MEMORY_MB RUNTIME SERVICE VERSION")],
      refuses: false,
    },
  ],
  // "You can't overwrite the value of the default environment variables named GITHUB_* and RUNNER_*"; other names of that form are free.
  ["github-actions", { name: "GitHub Actions", reserved: githubReserved, refuses: false }],
]);

/** The platform of a workload, as far as it is known to keep anything for itself. */
export function platformCalled(id: string): Platform | undefined {
  return platforms.get(id);
}

function prefixed(prefix: string, ends: string): string[] {
  return ends.split(" ").map((end) => prefix + end);
}
