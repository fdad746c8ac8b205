import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Work } from "./measure.ts";
import { data, envcheck, ratio, type Row } from "./rows.ts";
import { lay } from "./corpora.ts";

const services = Array.from({ length: 50 }, (_, i) => `service-${String(i)}`);
const stages = ["staging", "production"];

/** A repository of 5,000 files: fifty services in two stages, each with a hundred files, most of them code. */
function repository(): Map<string, string> {
  const files = new Map<string, string>();
  for (const service of services) {
    const targets = stages.map((stage) => `  ${stage}: k8s/${stage}/${service}.yaml\n`).join("");
    const variables = ["PORT: { type: port }", "SECRET_KEY: { type: secret }", "LOG_LEVEL: { required: false }"];
    const declared = variables.map((line) => `  ${line}\n`).join("");
    files.set(`schemas/${service}.yaml`, `service: ${service}\ncode: [services/${service}/**]\nstages:\n${targets}variables:\n${declared}`);
    for (const stage of stages) files.set(`k8s/${stage}/${service}.yaml`, manifest(service));
    files.set(
      `services/${service}/settings.py`,
      'import os\nPORT = os.environ["PORT"]\nKEY = os.environ["SECRET_KEY"]\nos.getenv("LOG_LEVEL")\n',
    );
    for (let i = 0; i < 90; i += 1)
      files.set(`services/${service}/part_${String(i)}.py`, `def part_${String(i)}(x):\n    return x + ${String(i)}\n`.repeat(20));
    for (let i = 0; i < 6; i += 1) files.set(`services/${service}/notes/${String(i)}.md`, "words\n".repeat(50));
  }
  return files;
}

function manifest(service: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: { name: ${service} }\nspec:\n  containers:\n    - name: ${service}\n      image: x\n      env:\n        - { name: PORT, value: "8000" }\n        - name: SECRET_KEY\n          valueFrom: { secretKeyRef: { name: keys, key: ${service} } }\n`;
}

/** Three files staged in such a repository, beside a check of the three services that they belong to. */
export function* staged(): Generator<Row> {
  const cwd = lay(join(data, "staged"), repository());
  const git = (...args: readonly string[]): void =>
    void execFileSync("git", ["-C", cwd, "-c", "user.name=a", "-c", "user.email=a@b", ...args]);
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "x");
  const changes = ["k8s/production/service-1.yaml", "schemas/service-2.yaml", "services/service-3/settings.py"];
  for (const path of changes) writeFileSync(join(cwd, path), `${repository().get(path) ?? ""}# more\n`);
  git("add", "-A");
  const own = envcheck(cwd, "check", "--staged", "--fail-on", "never");
  const other = envcheck(cwd, "check", "--fail-on", "never", ...[1, 2, 3].flatMap((i) => ["--service", `service-${String(i)}`]));
  const what = "check --staged, 3 of 5,000 files";
  const against = "check of their services";
  yield ratio(what, own, { name: against, work: other }, { most: 2 });
  yield ratio(
    `${what}, nothing kept of the code`,
    afresh(own),
    { name: `${against}, the same`, work: afresh(other) },
    { most: 2, runs: 5 },
  );
}

function afresh(work: Work): Work {
  return { ...work, env: { ...work.env, ENVCHECK_NO_SCAN_CACHE: "1" } };
}
