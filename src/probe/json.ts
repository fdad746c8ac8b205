import { jsonPlace } from "../text/place.ts";
import { sanitiseJson } from "../text/sanitise.ts";
import { withhold } from "../text/withhold.ts";
import type { ProbeReport } from "./probe.ts";
import type { State, Verdict } from "./verdict.ts";

/** How many verdicts are of each state. */
export function countOf(verdicts: readonly Verdict[], state: State): number {
  return verdicts.filter((verdict) => verdict.state === state).length;
}

export function asJson({ verdicts, remarks, milliseconds }: ProbeReport): string {
  const document = {
    version: 1,
    probes: verdicts.map(probeJson),
    remarks,
    summary: {
      reached: countOf(verdicts, "reached"),
      degraded: countOf(verdicts, "degraded"),
      failed: countOf(verdicts, "failed"),
      undetermined: countOf(verdicts, "undetermined"),
      leftOut: countOf(verdicts, "left-out"),
      warnings: verdicts.reduce((sum, { warnings }) => sum + warnings.length, 0),
      milliseconds,
    },
  };
  return `${sanitiseJson(JSON.stringify(document, undefined, 2))}\n`;
}

function probeJson({ goal, state, words, warnings, contact }: Verdict): object {
  const { service, stage, workload, variable, part, at } = goal;
  return {
    service,
    stage,
    workload,
    variable: withhold(variable),
    part: part ?? null,
    ...jsonPlace(at),
    state,
    message: words,
    warnings,
    steps: contact?.done ?? [],
    failed: contact?.failure ?? null,
    validUntil: contact?.certificate === undefined ? null : new Date(contact.certificate.until).toISOString(),
    milliseconds: contact === undefined ? null : Math.round(contact.milliseconds),
  };
}
