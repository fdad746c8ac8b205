import { changeWords } from "../release/words.ts";
import { jsonPlace } from "../text/place.ts";
import { sanitiseJson } from "../text/sanitise.ts";
import { withhold } from "../text/withhold.ts";
import type { Checklist, ServiceList } from "./checklist.ts";

/** The document that `schemas/checklist.schema.json` describes. */
export function asJson({ stage, time, from, digest, services }: Checklist): string {
  const document = {
    version: 1,
    stage,
    time: new Date(time).toISOString(),
    from: from ?? null,
    digest,
    services: services.map(serviceJson),
  };
  return `${sanitiseJson(JSON.stringify(document, undefined, 2))}\n`;
}

function serviceJson(list: ServiceList): object {
  const { service, owner = null, runbooks, verified, defaults, findings, unconfirmed, reads, changes, rollback } = list;
  return {
    service,
    owner,
    runbooks,
    verified: verified.map(({ path, names }) => ({ path, variables: names.map(withhold) })),
    defaults: defaults.map(withhold),
    findings: findings.map(({ rule, severity, variable = null, message, at }) => ({ rule, severity, variable, message, ...jsonPlace(at) })),
    unconfirmed: unconfirmed.map(({ names, because, at }) => {
      return { variables: names.map(withhold), because: withhold(because), ...(at === undefined ? {} : jsonPlace(at)) };
    }),
    reads: reads.map((change) => ({ variable: withhold(change.variable), change: change.kind, message: changeWords(change) })),
    changes: changes.map(({ name, kind, secret }) => ({ variable: withhold(name), change: kind, secret })),
    rollback: rollback.map(withhold),
  };
}
