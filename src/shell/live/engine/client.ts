import { Agent, request, type ClientRequest, type IncomingMessage, type RequestOptions } from "node:http";
import type { Endpoint } from "./endpoint.ts";
import { parseJson, textAt } from "./json.ts";

/** What an engine answered; or why it did not, as a clause that says who failed. */
export type Reply = { readonly status: number; readonly body: Buffer } | Failure;

export interface Failure {
  readonly failure: string;
  /** The status, where the engine answered with one that is no success. */
  readonly status?: number;
  /** What a person could help with. */
  readonly lack?: Lack;
}

/** What is missing: an engine that listens, or the right to ask it. */
export type Lack = "engine" | "rights";

/** Bytes of the longest answer that is taken. */
const longest = 32 * 1024 * 1024;

/** Requests that one engine is sent at the same time. */
const width = 8;

/** Speaks the interface of Docker, which podman speaks too, with the newest version that the engine has. */
export class EngineClient {
  readonly #endpoint: Endpoint;
  readonly #deadline: AbortSignal;
  readonly #seconds: number;
  #agent: Agent | undefined;

  /** Milliseconds that all questions together may take. */
  constructor(endpoint: Endpoint, patience: number) {
    this.#endpoint = endpoint;
    this.#deadline = AbortSignal.timeout(patience);
    this.#seconds = patience / 1000;
  }

  /** The JSON of an answer with a status of success. */
  async ask(method: "GET" | "POST", path: string, body?: unknown): Promise<{ readonly json: unknown } | Failure> {
    const reply = await this.send(method, path, body);
    if ("failure" in reply) return reply;
    const json = parseJson(reply.body.toString("utf8"));
    return json === undefined ? { failure: `what listens at ${this.#endpoint.told} does not answer as an engine does` } : { json };
  }

  /** Sends a question; every status but a success is a failure. */
  async send(method: "GET" | "POST", path: string, body?: unknown): Promise<Reply> {
    const reply = await this.#exchange(method, path, body === undefined ? "" : JSON.stringify(body));
    if ("failure" in reply || (reply.status >= 200 && reply.status < 300)) return reply;
    return { failure: `the engine answered with HTTP status ${String(reply.status)}`, status: reply.status };
  }

  close(): void {
    this.#agent?.destroy();
  }

  async #exchange(method: string, path: string, body: string): Promise<Reply> {
    const sent = await this.#open({ method, path, headers: headersOf(body), signal: this.#deadline });
    return new Promise((resolve) => {
      const fail = (error: unknown): void => resolve(this.#failureOf(error));
      sent.on("error", fail);
      sent.on("response", (response) => collect(response, resolve, fail));
      sent.end(body);
    });
  }

  async #open(options: RequestOptions): Promise<ClientRequest> {
    const place = this.#endpoint;
    if (place.kind === "tcp" && place.tls !== undefined) {
      const https = await import("node:https");
      this.#agent ??= new https.Agent({ maxSockets: width });
      return https.request({ ...options, host: place.host, port: place.port, ...place.tls, agent: this.#agent });
    }
    this.#agent ??= new Agent({ maxSockets: width });
    const where = place.kind === "socket" ? { socketPath: place.path, host: "engine" } : { host: place.host, port: place.port };
    return request({ ...options, ...where, agent: this.#agent });
  }

  #failureOf(error: unknown): Failure {
    const { told } = this.#endpoint;
    if (this.#deadline.aborted) return { failure: `the engine at ${told} did not answer within ${String(this.#seconds)} seconds` };
    if (error === tooLong) return { failure: `the engine at ${told} answered with more than ${String(longest / 1024 / 1024)} MB` };
    const code = textAt(error, "code") ?? "";
    const known = code.startsWith("HPE_") ? brokenOff : failures.get(code);
    return known?.(told) ?? { failure: `the engine at ${told} cannot be reached${code === "" ? "" : ` (${code})`}` };
  }
}

function brokenOff(told: string): Failure {
  return { failure: `the engine at ${told} broke its answer off` };
}

function forbidden(told: string): Failure {
  return { failure: `this user may not use ${told}`, lack: "rights" };
}

const failures: ReadonlyMap<string, (told: string) => Failure> = new Map([
  ["ENOENT", (told: string): Failure => ({ failure: `no engine has its socket at ${told}`, lack: "engine" })],
  ["ECONNREFUSED", (told: string): Failure => ({ failure: `no engine listens at ${told}`, lack: "engine" })],
  ["EACCES", forbidden],
  ["EPERM", forbidden],
  ["ECONNRESET", brokenOff],
  ["EPIPE", brokenOff],
]);

const tooLong = Symbol("too long");

function headersOf(body: string): Record<string, string | number> {
  return body === "" ? {} : { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) };
}

function collect(response: IncomingMessage, done: (reply: Reply) => void, fail: (error: unknown) => void): void {
  const chunks: Buffer[] = [];
  let length = 0;
  response.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length <= longest) chunks.push(chunk);
    else {
      fail(tooLong);
      response.destroy();
    }
  });
  response.on("error", fail);
  response.on("end", () => done({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
}
