import type { Outcome } from "../../src/commands/command.ts";
import { commands } from "../../src/commands/index.ts";
import type { Host } from "../../src/host.ts";
import type { LiveAnswer } from "../../src/model/live.ts";
import type { Request } from "../../src/request.ts";
import { memoryHost, plain, type Refs, requestFor } from "../memory-host.ts";

export type Texts = Readonly<Record<string, string>>;

/** 32 bytes that are nobody's key. */
export const key = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

export interface World {
  readonly files: Texts;
  readonly env?: Texts;
  readonly input?: string;
  readonly refs?: Refs;
  readonly live?: Readonly<Record<string, LiveAnswer>>;
  /** `2026-11-22` unless said. */
  readonly day?: string;
}

export function hostOf({ files, env = {}, input = "", refs = new Map(), live = {}, day = "2026-11-22" }: World): Host {
  const host = memoryHost(new Map(Object.entries(files)), new Map(Object.entries(env)), input, refs);
  return {
    ...host,
    time: () => Date.parse(day),
    live: ({ scheme, name }) => Promise.resolve(live[`${scheme}:${name}`] ?? { mistake: `${scheme}:${name} names nothing` }),
  };
}

/** Runs a command on a world of strings. */
export async function run(command: string, world: World, changes: Partial<Request> = {}): Promise<Outcome> {
  const load = commands.find(({ id }) => id === command)?.load;
  if (load === undefined) throw new Error(`no command ${command}`);
  return (await load())(requestFor(command, changes), hostOf(world), plain);
}

/** The world after a command has written its files. */
export function after(world: World, { files }: Outcome): World {
  const written = files.map(({ path, text }): [string, string] => [path.replace(/^\//, ""), text]);
  return { ...world, files: { ...world.files, ...Object.fromEntries(written) } };
}

export const as = (format: string): Partial<Request> => ({ outputs: [{ format, file: undefined, append: false }] });

/** Processes with these environments, by the address of each; a text says why one cannot be read. */
export function running(processes: Readonly<Record<string, Texts | string>>): LiveAnswer {
  const [first, ...rest] = Object.entries(processes).map(([address, variables]) => {
    const path = `docker:${address}`;
    const text =
      typeof variables === "string"
        ? ""
        : Object.entries(variables)
            .map(([name, value]) => `${name}=${value}\0`)
            .join("");
    return {
      address,
      names: [address, "auth"],
      process: typeof variables === "string" ? ({ path, reason: "unreadable", because: variables } as const) : { path, text },
      seen: "read from /proc/4711/environ",
      told: undefined,
      started: undefined,
      stale: [],
    };
  });
  if (first === undefined) throw new Error("nothing runs");
  return { instances: [first, ...rest] };
}
