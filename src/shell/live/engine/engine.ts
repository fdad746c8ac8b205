import type { LiveAnswer } from "../../../model/live.ts";
import { choose, listedIn } from "./choice.ts";
import { EngineClient, type Lack } from "./client.ts";
import { Compose } from "./compose.ts";
import { type Engine, instanceOf } from "./container.ts";
import type { Endpoint } from "./endpoint.ts";

/** Milliseconds that all questions of one target may take together. */
export const patience = 10_000;

/** How an engine is asked, and what helps where it cannot be. */
interface Asking extends Pick<Engine, "scheme"> {
  /** Variables by which commands reach the engine. */
  readonly env: Readonly<Record<string, string>>;
  readonly endpoint: Endpoint;
  /** Clauses for a person: how an engine is started or found, who may ask it. */
  readonly help: Readonly<Record<Lack, string>>;
  readonly patience: number;
}

/** Asks an engine for the containers that a name stands for. */
export async function askEngine(name: string, { endpoint, scheme, env, help, patience: most }: Asking): Promise<LiveAnswer> {
  const client = new EngineClient(endpoint, most);
  try {
    const found = await client.ask("GET", "/containers/json?all=true");
    if ("failure" in found)
      return { undetermined: `cannot be asked: ${found.failure}${found.lack === undefined ? "" : `; ${help[found.lack]}`}` };
    const listed = listedIn(found.json);
    if (listed === undefined)
      return { undetermined: `cannot be asked: what listens at ${endpoint.told} does not answer as an engine does` };
    const chosen = choose(listed, name);
    if ("mistake" in chosen) return chosen;
    const engine = { client, scheme, compose: new Compose(env) };
    const [first, ...others] = await Promise.all(chosen.map((each) => instanceOf(engine, each)));
    return first === undefined ? { mistake: "no container" } : { instances: [first, ...others] };
  } finally {
    client.close();
  }
}
