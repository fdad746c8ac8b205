import type { EngineClient, Failure } from "./client.ts";
import { numberAt, textAt } from "./json.ts";

/** What a program printed that was run in a container; `because` is a clause that follows the container's name. */
export type Printed = { readonly code: number; readonly output: Buffer } | { readonly because: string };

/** The exit codes of engines for a program that is not in the image, or is none. */
export const noSuchProgram: readonly number[] = [126, 127];

/** Runs a program beside the main process of a container, without a terminal, as the container's user or the one given. */
export async function execIn(client: EngineClient, container: string, command: readonly string[], user?: string): Promise<Printed> {
  const options = { AttachStdout: true, AttachStderr: false, Tty: false, Cmd: command, ...(user !== undefined && { User: user }) };
  const made = await client.ask("POST", `/containers/${container}/exec`, options);
  if ("failure" in made) return { because: refusalOf(made) };
  const id = textAt(made.json, "Id") ?? "";
  return /^\w+$/.test(id) ? run(client, id) : { because: refusal("the engine answered with something else") };
}

/** An engine may refuse to start what is not in the image, or let that end at once. */
async function run(client: EngineClient, id: string): Promise<Printed> {
  const ran = await client.send("POST", `/exec/${id}/start`, { Detach: false, Tty: false });
  const ended = await client.ask("GET", `/exec/${id}/json`);
  const code = "json" in ended ? numberAt(ended.json, "ExitCode") : undefined;
  if (code !== undefined && noSuchProgram.includes(code)) return { code, output: Buffer.alloc(0) };
  if ("failure" in ran) return { because: refusalOf(ran) };
  const output = standardOutput(ran.body);
  return code === undefined || output === undefined ? { because: refusal("the engine did not tell how it ended") } : { code, output };
}

function refusalOf({ failure, status = 0 }: Failure): string {
  return refusals.get(status) ?? refusal(failure);
}

const refusals: ReadonlyMap<number, string> = new Map([
  [404, "is gone: it was removed while it was asked"],
  [409, "stopped, or was paused, while it was asked"],
]);

function refusal(clause: string): string {
  return `could not be looked into from inside: ${clause}`;
}

/** The frames of a stream: one byte says which (1 is standard output), three are zero, four hold the length (Docker's attach). Undefined where it breaks off. */
function standardOutput(stream: Buffer): Buffer | undefined {
  const pieces: Buffer[] = [];
  for (let start = 0; start < stream.length;) {
    if (start + 8 > stream.length) return undefined;
    const end = start + 8 + stream.readUInt32BE(start + 4);
    if (end > stream.length) return undefined;
    if (stream[start] === 1) pieces.push(stream.subarray(start + 8, end));
    start = end;
  }
  return Buffer.concat(pieces);
}
