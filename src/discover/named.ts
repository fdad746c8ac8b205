import type { Host } from "../host.ts";
import type { ServiceSchema } from "../model/schema.ts";
import type { Problem } from "../model/source.ts";
import type { Request } from "../request.ts";
import { deployingShell } from "./deploying-shell.ts";
import { Files } from "./files.ts";
import { loadInputs } from "./inputs.ts";
import { askLive } from "./live-answers.ts";
import { type ReadTarget, TargetReader } from "./reader.ts";
import { isRefusal, problemsOf } from "./refusal.ts";
import { configuredRoles } from "./role.ts";

/** Targets that a command line names, each read for one service. */
export interface Named {
  readonly found: readonly ReadTarget[];
  /** The service of `--service`, else the only one that is declared. */
  readonly schema: ServiceSchema | undefined;
  /** Every service that is declared. */
  readonly schemas: readonly ServiceSchema[];
  /** What it is called, also where no schema declares it. */
  readonly service: string;
  readonly problems: readonly Problem[];
}

/** Reads targets by name. A service without a schema is no mistake: it is what the environments are kept under. */
export async function readNamed(targets: readonly string[], request: Request, host: Host): Promise<Named> {
  const files = new Files(host);
  const { config, services, hostEnv, problems: wrong } = loadInputs({ ...request, services: [], stages: [] }, files);
  const [name] = request.services;
  const [only, ...more] = services;
  const schema = name === undefined ? (more.length === 0 ? only : undefined) : services.find(({ service }) => service === name);
  const live = await askLive(targets, host, request);
  const reader = new TargetReader({ files, shell: deployingShell(hostEnv, false), role: configuredRoles(config, host), live });
  const asker = name === undefined ? undefined : (schema ?? { service: name });
  const results = targets.map((target) => reader.read(target, asker));
  const found = results.flatMap((result) => (isRefusal(result) ? [] : [result]));
  const refused = results.filter(isRefusal).flatMap((refusal) => problemsOf(refusal));
  return {
    found,
    schema,
    schemas: services,
    service: name ?? schema?.service ?? "",
    problems: [...wrong, ...refused, ...found.flatMap(({ reading }) => reading.spec.problems)],
  };
}
