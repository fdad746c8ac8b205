import { z } from "zod";
import type { Report } from "../../src/model/diagnostic.ts";
import { reporters } from "../../src/reporters/index.ts";
import type { Surface } from "../../src/reporters/reporter.ts";
import { sampleRun } from "../reporters.sample.ts";

/** A report in one format, as the sample's run would write it. */
export function render(id: string, report: Report, surface: Partial<Surface> = {}): string {
  const reporter = reporters.find((one) => one.id === id);
  return reporter?.render(report, { color: false, width: 100, quiet: false, ...surface }, sampleRun) ?? "";
}

const message = z.object({ text: z.string() });
const physicalLocation = z.object({
  artifactLocation: z.object({ uri: z.string() }),
  region: z.object({ startLine: z.number(), startColumn: z.number(), endLine: z.number(), endColumn: z.number() }).optional(),
});
const result = z.object({
  ruleId: z.string(),
  level: z.string(),
  message,
  locations: z.array(z.object({ physicalLocation })),
  relatedLocations: z.array(z.object({ physicalLocation, message })).default([]),
  partialFingerprints: z.object({ primaryLocationLineHash: z.string() }),
  suppressions: z.array(z.object({ kind: z.string(), status: z.string(), justification: z.string() })).optional(),
});
const log = z.object({ runs: z.array(z.object({ results: z.array(result) })) });

/** What a SARIF document says of findings. */
export function resultsIn(document: string): readonly z.infer<typeof result>[] {
  return log.parse(JSON.parse(document)).runs.flatMap(({ results }) => results);
}
