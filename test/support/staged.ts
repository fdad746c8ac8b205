import { run } from "../../src/commands/check.ts";
import type { Outcome } from "../../src/commands/command.ts";
import type { Request } from "../../src/request.ts";
import { plain, requestFor } from "../memory-host.ts";
import { git, open, put, repository } from "./repository.ts";

/** `envcheck check --staged`, in lines that are not broken. */
export async function checkStaged(root: string, changes: Partial<Request> = {}): Promise<Outcome> {
  return run(requestFor("check", { root, staged: true, ...changes }), open(root), { ...plain, width: 200 });
}

/** A pod with these variables. */
export const manifest = (name: string, lines: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec:\n  containers:\n    - name: ${name}\n      image: x\n      env:\n${lines}`;
export const port = (value: string): string => `        - { name: PORT, value: "${value}" }\n`;
export const schema = (name: string, more = ""): string =>
  `service: ${name}\nstages:\n  staging: k8s/staging/${name}.yaml\n  production: k8s/production/${name}.yaml\n${more}variables:\n  PORT: { type: port, required: true }\n`;

/** Two services in two stages, with their code. */
export const files = {
  "schemas/auth.yaml": schema("auth", "code: [services/auth/**]\n"),
  "schemas/billing.yaml": schema("billing", "code: [services/billing/**]\nextends: [../common/base.yaml]\n"),
  "common/base.yaml": "variables:\n  LOG_LEVEL: { required: false }\n",
  "k8s/staging/auth.yaml": manifest("auth", port("1")),
  "k8s/production/auth.yaml": manifest("auth", port("2")),
  "k8s/staging/billing.yaml": manifest("billing", port("3")),
  "k8s/production/billing.yaml": manifest("billing", port("4")),
  "services/auth/main.py": "import os\nos.environ['PORT']\n",
  "services/auth/README.md": "words",
  "services/billing/main.py": "import os\nos.environ['PORT']\n",
  "README.md": "words",
};

let count = 0;
/** A repository of its own with all that in a commit. */
export const project = (more: Record<string, string> = {}): string => repository(`project-${String((count += 1))}`, { ...files, ...more });

/** Writes files and stages everything. */
export function stage(root: string, changes: Record<string, string>): void {
  put(root, changes);
  git(root, "add", "-A", "-f");
}

export const withoutTime = <Of extends { stdout: string }>(outcome: Of): Of => ({
  ...outcome,
  stdout: outcome.stdout.replace(/\d+ ms/, "0 ms"),
});
