import type { Format } from "./format.ts";
import { callsWithVariables } from "./terraform/calls.ts";
import { isOverride } from "./terraform/module.ts";
import { readTerraform } from "./terraform/read.ts";

/** Resources of Terraform that run something, with what the other files of their folder say of locals and values. */
export const terraform: Format = {
  id: "terraform",
  summary: "containers and functions of Terraform: ECS, Lambda, Cloud Run, Kubernetes, Azure, Heroku",
  unseen: "variables that may be given from outside, what modules and functions make, data sources, and the state",
  globs: ["**/*.tf"],
  options: ["var-file"],
  accepts: ({ path, text }) => path.endsWith(".tf") && !isOverride(path) && (resources.test(text) || callsWithVariables(text)),
  read: readTerraform,
};

const resources =
  /^[ \t]*resource[ \t]+"(?:aws_ecs_task_definition|aws_lambda_function|google_cloud_run_\w+|kubernetes_\w+|azurerm_(?:container_app|linux|windows)\w*|heroku_app|nomad_job)"/m;
