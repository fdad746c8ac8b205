import type { Difference } from "../model/difference.ts";
import type { Listed } from "../model/environment.ts";
import { jsonPlace } from "../text/place.ts";
import { sanitiseJson } from "../text/sanitise.ts";
import { withhold, withoutValues } from "../text/withhold.ts";
import { type Comparison, type Side, undeterminedIn, verdictOf } from "./comparison.ts";
import { doubtOf, toldName } from "./words.ts";

export function asJson(comparisons: readonly Comparison[], keyId: string | undefined): string {
  const document = {
    version: 1,
    verdict: verdictOf(comparisons),
    comparisons: comparisons.map((comparison) => ({
      before: sideJson(comparison.before),
      after: sideJson(comparison.after),
      differences: comparison.differences.map((difference) => differenceJson(difference, comparison, keyId)),
      same: comparison.same,
      sameSecrets: comparison.sameSecrets,
      ambient: comparison.ambient,
    })),
  };
  return `${sanitiseJson(JSON.stringify(document, undefined, 2))}\n`;
}

function sideJson(side: Side | undefined): object | null {
  if (side === undefined) return null;
  const { target, environment } = side;
  const { address, recorded, at } = environment.workload;
  return {
    target: withoutValues(target),
    workload: address,
    at: jsonPlace(at),
    taken: recorded?.taken ?? null,
    openings: environment.openings.map(({ because }) => withhold(because)),
    undetermined: undeterminedIn(side) !== undefined,
  };
}

function differenceJson(difference: Difference, { before, after }: Comparison, keyId: string | undefined): object {
  const { name, kind, secret } = difference;
  return {
    variable: toldName(name),
    change: kind,
    secret,
    because: kind === "doubtful" ? doubtOf(difference, keyId) : null,
    before: listedJson(difference.before, before),
    after: listedJson(difference.after, after),
  };
}

function listedJson(listed: Listed | undefined, side: Side | undefined): object | null {
  if (listed === undefined) return null;
  const { name, value, from } = listed;
  const recorded = side?.environment.workload.recorded?.variables.get(name);
  return {
    state: value.state,
    because: "because" in value ? withhold(value.because) : null,
    from: from.map(({ at }) => jsonPlace(at)),
    recorded: recorded === undefined ? null : { from: recorded.from ?? null, since: recorded.since ?? null },
  };
}
