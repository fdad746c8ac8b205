import type { Instance, LiveAnswer, LivePermissions } from "../../model/live.ts";
import { field, stringAt } from "../../text/json-value.ts";
import { didYouMean, nearestOrAll } from "../../text/suggest.ts";
import type { Fetcher } from "./fetcher.ts";
import { Unanswered } from "./kube/failure.ts";
import { instanceOf, type Place, processOf } from "./kube/instances.ts";
import { configure } from "./kube/kubeconfig.ts";
import { Kubectl } from "./kube/kubectl.ts";
import { podSpecOf } from "../../text/pod-template.ts";
import { type KubePlace, parseKubePlace } from "./kube/place.ts";
import { chosenContainers, containerNames, findPods, type Found, type Mistake } from "./kube/pods.ts";
import { referencesIn } from "./kube/references.ts";
import { readSurroundings } from "./kube/surroundings.ts";

/** Milliseconds that a cluster has for one question. */
const patience = 10_000;
/** Containers that are looked into at the same time. */
const abreast = 8;

/** `kube:namespace/Kind/name/container`, through kubectl. */
export const kube: Fetcher = async (place, permissions, root = process.cwd()) => {
  const wanted = parseKubePlace(place.name);
  if ("mistake" in wanted) return wanted;
  const configured = configure(process.env, root);
  if ("refusal" in configured) return { undetermined: `cannot be asked: ${configured.refusal}` };
  const context = place.options.get("context")?.at(-1);
  const kubectl = new Kubectl({ environment: configured.environment, context, namespace: wanted.namespace, patience });
  const looksInside = place.options.get("side")?.includes("declared") !== true;
  return askCluster(wanted, kubectl, { ...permissions, looksInside, context });
};

interface Asked extends LivePermissions {
  /** Whether the main processes are wanted, and not only what they were told. */
  readonly looksInside: boolean;
  readonly context: string | undefined;
}

/** What a cluster says of a place. */
export async function askCluster(place: KubePlace, kubectl: Kubectl, asked: Asked): Promise<LiveAnswer> {
  try {
    const mistake = await contextMistake(asked.context, kubectl);
    if (mistake !== undefined) return mistake;
    const found = await findPods(place, kubectl);
    if ("mistake" in found) return found;
    const places = found.flatMap((one) => chosenContainers(one, place.container).map((container) => ({ ...one, container })));
    const [first, ...others] = await lookAt(places, place, { kubectl, asked });
    return first === undefined ? noContainer(place, found) : { instances: [first, ...others] };
  } catch (error) {
    if (error instanceof Unanswered) return { undetermined: `cannot be asked: ${error.message}` };
    throw error;
  }
}

async function contextMistake(context: string | undefined, kubectl: Kubectl): Promise<Mistake | undefined> {
  if (context === undefined) return undefined;
  const known = await kubectl.contexts();
  if (known.length === 0 || known.includes(context)) return undefined;
  return { mistake: `the kubeconfig has no such context; ${didYouMean(context, known) ?? `it has ${known.slice(0, 12).join(", ")}`}` };
}

function noContainer({ container }: KubePlace, found: readonly Found[]): Mistake {
  const names = containerNames(found);
  return {
    mistake: `no container goes by the name ${container ?? ""}; ${nearestOrAll(container ?? "", names)}`,
  };
}

/** Looks into the containers while it reads what they were told. */
async function lookAt(
  places: readonly Place[],
  { namespace: named }: KubePlace,
  { kubectl, asked }: { readonly kubectl: Kubectl; readonly asked: Asked },
): Promise<readonly Instance[]> {
  const namespace = stringAt(places[0]?.object, "metadata", "namespace") ?? named ?? "default";
  const references = places.flatMap(({ container }) => referencesIn(container));
  const serviceLinks = places.some(({ object }) => field(podSpecOf(object), "enableServiceLinks") !== false);
  const [around, processes] = await Promise.all([
    readSurroundings({ namespace, references, serviceLinks }, kubectl, asked),
    inTurns(places, (place) => processOf(place, namespace, asked.looksInside ? kubectl : undefined)),
  ]);
  return processes.map(([place, process]) => instanceOf(place, process, around));
}

/** Some at a time, in order. */
async function inTurns<Item, Result>(items: readonly Item[], ask: (item: Item) => Promise<Result>): Promise<(readonly [Item, Result])[]> {
  const results: (readonly [Item, Result])[] = [];
  for (let from = 0; from < items.length; from += abreast) {
    const turn = items.slice(from, from + abreast);
    // oxlint-disable-next-line no-await-in-loop -- a machine has room for so many processes at a time
    results.push(...(await Promise.all(turn.map(async (item) => [item, await ask(item)] as const))));
  }
  return results;
}
