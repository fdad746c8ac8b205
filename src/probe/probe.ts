import type { Peer } from "../model/probe.ts";
import type { Deployment } from "../model/project.ts";
import { unseal } from "../model/sealed.ts";
import type { Goal } from "./goals.ts";
import { headingOf, proxyIn } from "./goals.ts";
import type { Verdict } from "./verdict.ts";

/** Everything that a run of the command tells. */
export interface ProbeReport {
  readonly verdicts: readonly Verdict[];
  /** Whole sentences for the end. */
  readonly remarks: readonly string[];
  readonly milliseconds: number;
}

/** Peers without repetition, in the order of the goals; and the place of each goal's among them. */
export interface Plan {
  readonly peers: readonly Peer[];
  indexOf(goal: Goal): number | undefined;
}

/** Peers of one run: a list in a hostile pull request names thousands. */
export const mostPeers = 256;

/** However many variables lead to one peer, it is probed once; beyond `mostPeers` none is. */
export function planFor(goals: readonly Goal[]): Plan {
  const peers: Peer[] = [];
  const indices = new Map<string, number>();
  const places = new Map<Goal, number>();
  for (const goal of goals) {
    if (goal.aim.kind !== "peer") continue;
    const key = keyOf(goal.aim.peer);
    const index = indices.get(key) ?? peers.length;
    if (index === mostPeers) continue;
    if (index === peers.length) peers.push(goal.aim.peer);
    indices.set(key, index);
    places.set(goal, index);
  }
  return { peers, indexOf: (goal) => places.get(goal) };
}

function keyOf({ host, port, protocol, encryption, login }: Peer): string {
  const credentials = [login?.user, login?.password, login?.database].map((text) => (text === undefined ? null : unseal(text)));
  return JSON.stringify([unseal(host).toLowerCase(), port ?? null, protocol, encryption, login === undefined ? null : credentials]);
}

/** What the reader has to know to judge the answer. */
export function remarksOn(verdicts: readonly Verdict[], goals: readonly Goal[], deployments: readonly Deployment[]): readonly string[] {
  const proxied = deployments.flatMap((deployment) => {
    const name = proxyIn(deployment.environment);
    const { service, stage } = headingOf(deployment);
    const isConcerned = goals.some((goal) => goal.service === service && goal.stage === stage && mayBeHttp(goal));
    if (name === undefined || !isConcerned) return [];
    return [`${name} is set for ${service} in ${stage}: HTTP goes through a proxy there, and the probe does not`];
  });
  const isLost = verdicts.some(({ contact, state }) => contact?.failure?.step === "resolve" && state !== "left-out");
  const isUntrusted = verdicts.some(({ contact }) => contact?.failure?.code === "UNTRUSTED");
  return [
    ...new Set(proxied),
    ...(isLost ? ["names of a compose network or a cluster exist only there: run the probe where the service runs"] : []),
    ...(isUntrusted ? ["an authority of your own is known here once NODE_EXTRA_CA_CERTS names its file"] : []),
  ];
}

function mayBeHttp({ aim }: Goal): boolean {
  return aim.kind === "peer" && aim.peer.protocol === "tcp" && aim.peer.port !== "socket";
}
