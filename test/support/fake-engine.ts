import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type ServerOptions, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What an engine is asked. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** How it answers: JSON, or bytes; `halfway` ends the connection in the middle, `never` says nothing at all. */
export type Answer = { readonly status?: number; readonly json?: unknown; readonly bytes?: Buffer } | "halfway" | "never";

export type Script = (asked: Asked) => Answer | undefined;

export interface FakeEngine {
  readonly socket: string;
  readonly asked: readonly Asked[];
  close(): Promise<void>;
}

/** An engine on a socket of its own that answers as told; what it is not told about is not found. */
export async function fakeEngine(script: Script): Promise<FakeEngine> {
  const folder = mkdtempSync(join(tmpdir(), "envcheck-engine-"));
  const socket = join(folder, "engine.sock");
  const asked: Asked[] = [];
  const server = serve(createServer(), script, asked);
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return { socket, asked, close: () => closed(server, folder) };
}

/** The same behind TLS on a port of this machine. */
export async function fakeTlsEngine(script: Script, options: ServerOptions & { key: string; cert: string; ca?: string }): Promise<Server> {
  const server = createTlsServer({ ...options, requestCert: options.ca !== undefined, rejectUnauthorized: options.ca !== undefined });
  serve(server, script, []);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

function serve<Any extends Pick<Server, "on">>(server: Any, script: Script, asked: Asked[]): Any {
  server.on("request", (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString("utf8");
      const body: unknown = text === "" ? undefined : JSON.parse(text);
      const each = { method: request.method ?? "", path: request.url ?? "", body };
      asked.push(each);
      answer(response, script(each) ?? { status: 404, json: { message: "not found" } });
    });
  });
  return server;
}

function answer(response: ServerResponse, given: Answer): void {
  if (given === "never") return;
  if (given === "halfway") {
    response.writeHead(200, { "Content-Length": 1000 });
    response.write('[{"Id":"', () => response.destroy());
    return;
  }
  response.writeHead(given.status ?? 200);
  response.end(given.bytes ?? JSON.stringify(given.json));
}

async function closed(server: Server, folder: string): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
}
