import { createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import type { Identity } from "./certificates.ts";

/** A server that keeps every byte it hears, decrypted where it speaks TLS. */
export interface Recorder {
  readonly port: number;
  readonly heard: () => string;
  readonly connections: () => number;
  readonly close: () => Promise<void>;
}

export interface Manner {
  readonly identity?: Pick<Identity, "key" | "cert">;
  /** What it says to what it has heard so far; nothing means that it waits. */
  readonly answer?: (heard: string, socket: Socket) => string | Buffer | undefined;
  readonly greeting?: Buffer | string;
  readonly host?: string;
}

export async function record({ identity, answer, greeting, host = "127.0.0.1" }: Manner = {}): Promise<Recorder> {
  let heard = "";
  let connections = 0;
  const sockets = new Set<Socket>();
  const serve = (socket: Socket): void => {
    connections += 1;
    sockets.add(socket);
    let own = "";
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      own += chunk.toString("latin1");
      heard += chunk.toString("latin1");
      const said = answer?.(own, socket);
      if (said !== undefined) socket.write(said);
    });
    if (greeting !== undefined) socket.write(greeting);
  };
  const server: Server = identity === undefined ? createServer(serve) : createTlsServer({ ...identity }, serve);
  server.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    heard: () => heard,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** A port that nobody listens on just now. */
export async function freePort(): Promise<number> {
  const { port, close } = await record();
  await close();
  return port;
}
