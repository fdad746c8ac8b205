import { sanitise } from "../../../text/sanitise.ts";
import type { EngineClient } from "./client.ts";
import type { Compose } from "./compose.ts";
import { textAt } from "./json.ts";

/** What has changed since a container was created of what it was created from, as clauses. */
export async function staleness(client: EngineClient, compose: Compose, inspected: unknown, name: string): Promise<readonly string[]> {
  const image = textAt(inspected, "Config", "Image") ?? "";
  if (await isAnotherImage(client, image, textAt(inspected, "Image") ?? ""))
    return [`${sanitise(image)} is another image now than the one that it was created from`];
  if (await compose.wouldRecreate(inspected, name))
    return ["its compose files have changed since it was created: docker compose up would create it anew"];
  return [];
}

/** Podman tells ids without the word in front. */
async function isAnotherImage(client: EngineClient, image: string, id: string): Promise<boolean> {
  if (image === "" || id === "" || !/^[\w./:@-]+$/.test(image) || bare(image) === bare(id)) return false;
  const found = await client.ask("GET", `/images/${image}/json`);
  const now = "json" in found ? textAt(found.json, "Id") : undefined;
  return now !== undefined && bare(now) !== bare(id);
}

function bare(id: string): string {
  return id.replace(/^sha256:/, "");
}
