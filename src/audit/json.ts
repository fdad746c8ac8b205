import { jsonPlace } from "../text/place.ts";
import { sanitiseJson } from "../text/sanitise.ts";
import { withhold } from "../text/withhold.ts";
import { type Audit, type SideAudit, type SnapshotAudit, type StageAudit, standingOf } from "./audit.ts";

/** The document that `schemas/audit.schema.json` describes. */
export function asJson({ time, stages, problems }: Audit): string {
  const document = {
    version: 1,
    time: new Date(time).toISOString(),
    stages: stages.map(stageJson),
    problems: problems.map(({ message, at }) => ({ message, ...(at === undefined ? {} : jsonPlace(at)) })),
  };
  return `${sanitiseJson(JSON.stringify(document, undefined, 2))}\n`;
}

function stageJson(audit: StageAudit): object {
  const { service, stage, sides, snapshot, rotation } = audit;
  const { errors, warnings, doubts } = standingOf(audit);
  return {
    service,
    stage,
    errors,
    warnings,
    unverifiable: doubts,
    sides: sides.map(sideJson),
    snapshot: snapshot === undefined ? null : snapshotJson(snapshot),
    rotation: rotation.map(({ variable, message }) => ({ variable: withhold(variable), message: withhold(message) })),
  };
}

function sideJson({ side, diagnostics, unverifiable, openings }: SideAudit): object {
  return {
    side,
    unverifiable,
    diagnostics: diagnostics.map(({ rule, severity, variable = null, message, at, suppressed }) => {
      return { rule, severity, variable, message, ...jsonPlace(at), suppressed };
    }),
    unseen: openings.map(({ because, at }) => ({ because, ...jsonPlace(at) })),
  };
}

function snapshotJson({ path, taken, seconds, differences }: SnapshotAudit): object {
  const told = differences.map(({ name, kind, secret }) => ({ variable: withhold(name), change: kind, secret }));
  return { path, taken, ageSeconds: seconds, differences: told };
}
