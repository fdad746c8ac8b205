import { digestOf } from "../discover/digest.ts";
import type { Host } from "../host.ts";
import { assessLive } from "../live.ts";
import { outcomeOf } from "../outcome.ts";
import type { Surface } from "../reporters/reporter.ts";
import type { Request } from "../request.ts";
import { fingerprintKeyName } from "../resolve/fingerprint.ts";
import type { Assessment } from "../run.ts";
import { watch } from "../watch.ts";
import type { Outcome } from "./command.ts";

/** Milliseconds between two looks while a rollout is waited for. */
const pause = 1000;

/** `envcheck live [targets...]`: what runs, judged by the schema and beside what was promised; `--wait` looks until all is well. */
export async function run(request: Request, host: Host, surface: Surface): Promise<Outcome> {
  if (request.watch) return watch(request, host, surface);
  const deadline = host.now() + (request.wait ?? 0);
  for (;;) {
    const assessment = await assessLive(request, host);
    const outcome = await verified(outcomeOf(assessment, request, surface), request, host);
    const left = deadline - host.now();
    if (isSettled(assessment, outcome) || assessment.hopeless === true) return outcome;
    if (left <= 0) return request.wait === undefined ? outcome : late(outcome);
    await host.wait(Math.min(pause, left));
  }
}

/** Whether what was released is what the checklist says was verified. */
async function verified(outcome: Outcome, request: Request, host: Host): Promise<Outcome> {
  if (request.digest === undefined) return outcome;
  const key = request.digest.startsWith("hmac-") ? host.env.get(fingerprintKeyName) : undefined;
  if ((await digestOf(request, host, key)) === request.digest) return outcome;
  const stderr = `${outcome.stderr}envcheck: what is declared here is not what the checklist verified: --digest does not match\n`;
  return { ...outcome, stderr, exitCode: outcome.exitCode === 0 ? 1 : outcome.exitCode };
}

/** Whether all is well, and nothing runs that a rollout is yet to replace. */
function isSettled({ report }: Assessment, { exitCode }: Outcome): boolean {
  return exitCode === 0 && !report.diagnostics.some(({ rule }) => rule === "stale-process");
}

/** A rollout that was waited for and did not come to its end is no success. */
function late(outcome: Outcome): Outcome {
  const stderr = `${outcome.stderr}envcheck: the time of --wait is over, and not all is well\n`;
  return { ...outcome, stderr, exitCode: outcome.exitCode === 0 ? 1 : outcome.exitCode };
}
