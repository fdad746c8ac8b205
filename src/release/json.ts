import { whereListedIn } from "../judgement/closure.ts";
import type { Need } from "../judgement/needs.ts";
import { jsonPlace } from "../text/place.ts";
import { sanitiseJson } from "../text/sanitise.ts";
import { toldDefault } from "../text/told-default.ts";
import type { Lack, ServiceRelease, StageRelease } from "./release.ts";

export interface Ends {
  readonly from: string;
  /** Null is the working tree. */
  readonly to: string | null;
}

export function asJson({ from, to }: Ends, services: readonly ServiceRelease[]): string {
  const document = {
    version: 1,
    from,
    to,
    services: services.map(({ service, changes, stages }) => ({
      service,
      changes: changes.map(({ variable, kind, before, after }) => ({
        variable,
        change: kind,
        before: readJson(before),
        after: readJson(after),
      })),
      stages: stages.map(stageJson),
    })),
    carried: services.every(({ stages }) => stages.every(({ lacks }) => lacks.length === 0)),
  };
  return `${sanitiseJson(JSON.stringify(document, undefined, 2))}\n`;
}

function readJson(need: Need | undefined): object | null {
  const [read] = need?.reads ?? [];
  if (read === undefined) return null;
  return { mode: read.mode, confidence: read.confidence, default: toldDefault(read), type: read.type, ...jsonPlace(read.at) };
}

function stageJson({ stage, closure, lacks, doubts, rollback }: StageRelease): object {
  return {
    stage,
    at: jsonPlace(whereListedIn(closure)),
    missing: lacks.map(lackJson),
    unverifiable: doubts.map(({ variable, because, isNew }) => ({ variable, because, new: isNew })),
    rollback: rollback.map(({ variable, reads }) => ({ variable, ...(reads[0] === undefined ? {} : jsonPlace(reads[0].at)) })),
  };
}

function lackJson({ variable, need, declaration, isNew }: Lack): object {
  const read = need?.reads[0];
  return {
    variable,
    new: isNew,
    read: read === undefined ? null : jsonPlace(read.at),
    declared: declaration === undefined ? null : jsonPlace(declaration.at),
  };
}
