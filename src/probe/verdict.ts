import type { Certificate, Contact, Peer } from "../model/probe.ts";
import type { Goal } from "./goals.ts";
import { withhold } from "../text/withhold.ts";
import { failureWords, reachedWords } from "./words.ts";

/** `degraded`: not reached, and another host of the same URL is; `undetermined`: nobody can tell from here; `left-out`: it is not meant to be connected to. */
export type State = "reached" | "degraded" | "failed" | "undetermined" | "left-out";

/** What is said of a goal; nothing in it holds a value or a part of one. */
export interface Verdict {
  readonly goal: Omit<Goal, "aim">;
  readonly state: State;
  /** A clause that follows the variable. */
  readonly words: string;
  /** Clauses about what still works and soon will not, or works in part. */
  readonly warnings: readonly string[];
  readonly contact: Contact | undefined;
}

const day = 86_400_000;
const soon = 14 * day;

/** `time` is Unix milliseconds. */
export function verdictOn({ aim, ...goal }: Goal, contact: Contact | undefined, time: number): Verdict {
  if (aim.kind !== "peer") {
    const state = aim.kind === "unknown" ? "undetermined" : aim.kind === "wrong" ? "failed" : "left-out";
    return { goal, state, words: withhold(aim.because), warnings: [], contact: undefined };
  }
  if (contact === undefined) return { goal, state: "undetermined", words: "one run probes 256 places at most", warnings: [], contact };
  const { failure } = contact;
  if (failure === undefined) {
    return { goal, state: "reached", words: reachedWords(contact, aim.peer), warnings: warningsOf(contact, aim.peer, time), contact };
  }
  return { goal, state: stateOf(failure, aim.peer), words: failureWords(failure, contact), warnings: [], contact };
}

/** A resolver that gives no answer says nothing of the host, and an authority that only the service knows says nothing of the certificate. */
function stateOf({ step, code }: NonNullable<Contact["failure"]>, { hasOwnAuthority }: Peer): State {
  if (code === "LINK_LOCAL") return "left-out";
  if (step === "resolve" && code !== "ENOTFOUND" && code !== "EINVAL") return "undetermined";
  return code === "UNTRUSTED" && hasOwnAuthority ? "undetermined" : "failed";
}

function warningsOf({ certificate, addresses: { tried, failed } }: Contact, { encryption }: Peer, time: number): readonly string[] {
  const unanswered = failed === 0 ? [] : [`${String(failed)} of its ${String(tried)} addresses took no connection`];
  const isJudged = encryption !== "none" && encryption !== "offered";
  return [...unanswered, ...(certificate === undefined || !isJudged ? [] : expiry(certificate, time))];
}

function expiry({ until }: Certificate, time: number): readonly string[] {
  if (until >= time + soon) return [];
  if (until < time) return ["its certificate has expired, which its client does not look at"];
  const days = Math.floor((until - time) / day);
  return [`its certificate expires ${days === 0 ? "within a day" : `in ${String(days)} ${days === 1 ? "day" : "days"}`}`];
}

/** One host of several is enough: the others are warned of. */
export function softened(verdicts: readonly Verdict[]): readonly Verdict[] {
  const reached = new Set(verdicts.filter(isReachedAlternative).map(keyOf));
  return verdicts.map((verdict) =>
    verdict.goal.isAlternative && verdict.state === "failed" && reached.has(keyOf(verdict))
      ? { ...verdict, state: "degraded", words: "is not reached, and another host is", warnings: [verdict.words] }
      : verdict,
  );
}

function isReachedAlternative({ goal, state }: Verdict): boolean {
  return goal.isAlternative && state === "reached";
}

function keyOf({ goal: { service, stage, workload, variable, part } }: Verdict): string {
  return JSON.stringify([service, stage, workload, variable, part?.replace(/(?:, )?host \d+$/, "")]);
}
