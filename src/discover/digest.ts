import type { Host } from "../host.ts";
import type { Request } from "../request.ts";
import { Files } from "./files.ts";
import { gather } from "./gather.ts";
import { loadInputs } from "./inputs.ts";

/**
 * A digest of all that a stage is checked by: schemas, configuration, documents. A later run asks by it whether the same was released. What git
 * ignores may hold secrets that an unkeyed digest would let others guess, so without a key only the paths of such files are in it.
 */
export async function digestOf(request: Request, host: Host, key: string | undefined): Promise<string> {
  const listing = host.code();
  const files = new Files(host);
  gather({ ...loadInputs(request, files), request: { ...request, targets: [] }, files, live: new Map() });
  const known = new Set((await listing).files.map(({ path }) => path));
  const texts = files.sources().map(({ path, text }) => JSON.stringify([path, key !== undefined || known.has(path) ? text : ""]));
  const whole = texts.toSorted().join("\n");
  return key === undefined ? `sha256:${host.digest(whole)}` : `hmac-sha256:${host.hmac(key, whole)}`;
}
