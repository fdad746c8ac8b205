import { envDump } from "../formats/env-dump.ts";
import { Sealed } from "../model/sealed.ts";
import type { Problem, Source } from "../model/source.ts";
import { resolve } from "../resolve/resolve.ts";
import type { Request } from "../request.ts";
import { deployingShell, type HostEnv } from "./deploying-shell.ts";
import type { Files } from "./files.ts";
import { open } from "./open.ts";

/** What the command line says of the deploying shell. A name without a value takes the one that envcheck's own environment has; without that it is only promised. */
export function loadHostEnv({ hostEnv, hostEnvFile }: Request, files: Files, problems: Problem[]): HostEnv {
  const source = hostEnvFile === undefined ? undefined : open(hostEnvFile, files, problems);
  const given = new Map<string, Sealed | undefined>(source === undefined ? [] : dumpOf(source));
  for (const [name, text] of hostEnv) {
    const own = files.host.env.get(name);
    given.set(name, text ?? (own === undefined ? undefined : new Sealed(own)));
  }
  return given;
}

/** The variables of a file as `env` or `env -0` prints them. */
function dumpOf(source: Source): [string, Sealed][] {
  const spec = envDump.read({ sources: [source], options: new Map() }, { read: () => source, shell: deployingShell(undefined, true) });
  return resolve(spec).flatMap(({ entries }) =>
    [...entries].flatMap(([name, { value }]): [string, Sealed][] => (value.state === "known" ? [[name, value.text]] : [])),
  );
}
