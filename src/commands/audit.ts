import type { Audit } from "../audit/audit.ts";
import { standingOf } from "../audit/audit.ts";
import { asJson } from "../audit/json.ts";
import { asMarkdown } from "../audit/markdown.ts";
import { asPrometheus } from "../audit/prometheus.ts";
import { asText } from "../audit/text.ts";
import { auditAll } from "../audits.ts";
import type { Host } from "../host.ts";
import type { Surface } from "../reporters/reporter.ts";
import type { Request } from "../request.ts";
import { deliver, type Outcome } from "./command.ts";

const renderers: Readonly<Record<string, (audit: Audit, surface: Surface) => string>> = {
  markdown: asMarkdown,
  json: asJson,
  prometheus: asPrometheus,
};

/** `envcheck audit`: every service and stage as it is declared and as it runs, and what has changed since it was recorded. For a schedule. */
export async function run(request: Request, host: Host, surface: Surface): Promise<Outcome> {
  const { audit, undetermined } = await auditAll(request, host);
  const shown = deliver(request.outputs, surface, (format, on) => (renderers[format] ?? asText)(audit, on));
  return { exitCode: exitCodeOf(audit, undetermined, request), stderr: "", ...shown };
}

function exitCodeOf({ stages, problems }: Audit, undetermined: number, { failOn = "error", strict }: Request): Outcome["exitCode"] {
  if (problems.length > 0) return 2;
  const all = stages.map(standingOf);
  const errors = all.reduce((sum, one) => sum + one.errors + (failOn === "warning" ? one.warnings : 0), 0);
  if (failOn !== "never" && errors > 0) return 1;
  return undetermined > 0 || (strict && all.some(({ doubts }) => doubts > 0)) ? 3 : 0;
}
