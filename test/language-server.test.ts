import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";

/** The server that editors run for YAML, with the schema that we publish. */
const server = join(
  createRequire(join(import.meta.dirname, "x.ts")).resolve("yaml-language-server/package.json"),
  "../bin/yaml-language-server",
);
const schemas = join(import.meta.dirname, "../schemas");
const settings = { validate: true, completion: true, hover: true, schemaStore: { enable: false } };

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: {
    readonly uri?: string;
    readonly items?: readonly unknown[];
    readonly diagnostics?: readonly { readonly message: string }[];
  };
  readonly result?: unknown;
}

function isMessage(found: unknown): found is Message {
  return typeof found === "object" && found !== null;
}

/** As much of the protocol as an editor needs to show mistakes and to complete keys. */
class Editor {
  readonly #server: ChildProcessWithoutNullStreams;
  readonly #waiting: { readonly wanted: (message: Message) => boolean; readonly done: (message: Message) => void }[] = [];
  #buffer = Buffer.alloc(0);
  #id = 0;

  constructor() {
    this.#server = spawn(process.execPath, [server, "--stdio"]);
    this.#server.stdout.on("data", (chunk: Buffer) => {
      this.#buffer = Buffer.concat([this.#buffer, chunk]);
      for (let message = this.#next(); message !== undefined; message = this.#next()) this.#take(message);
    });
  }

  close(): void {
    this.#server.kill();
  }

  async request(method: string, params: object): Promise<unknown> {
    this.#id += 1;
    const id = this.#id;
    const answer = this.#when((message) => message.id === id && message.method === undefined);
    this.#send({ id, method, params });
    return (await answer).result;
  }

  notify(method: string, params: object): void {
    this.#send({ method, params });
  }

  /** Opens a document and gives the messages that would be underlined. */
  async open(uri: string, text: string): Promise<string[]> {
    const published = this.#when(({ method, params }) => method === "textDocument/publishDiagnostics" && params?.uri === uri);
    this.notify("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
    return ((await published).params?.diagnostics ?? []).map(({ message }) => message);
  }

  async #when(wanted: (message: Message) => boolean): Promise<Message> {
    return new Promise((done) => this.#waiting.push({ wanted, done }));
  }

  #send(message: object): void {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#server.stdin.write(`Content-Length: ${String(Buffer.byteLength(text))}\r\n\r\n${text}`);
  }

  #next(): Message | undefined {
    const head = this.#buffer.indexOf("\r\n\r\n");
    const length = Number(/Content-Length: (\d+)/.exec(this.#buffer.toString("latin1", 0, Math.max(head, 0)))?.[1]);
    if (head < 0 || this.#buffer.length < head + 4 + length) return undefined;
    const message: unknown = JSON.parse(this.#buffer.toString("utf8", head + 4, head + 4 + length));
    this.#buffer = this.#buffer.subarray(head + 4 + length);
    return isMessage(message) ? message : undefined;
  }

  #take(message: Message): void {
    if (message.method !== undefined && message.id !== undefined) {
      const result = message.method === "workspace/configuration" ? (message.params?.items ?? []).map(() => settings) : null;
      this.#send({ id: message.id, result });
    }
    const index = this.#waiting.findIndex(({ wanted }) => wanted(message));
    if (index >= 0) this.#waiting.splice(index, 1)[0]?.done(message);
  }
}

const editor = new Editor();

beforeAll(async () => {
  await editor.request("initialize", { processId: process.pid, rootUri: null, capabilities: { workspace: { configuration: true } } });
  editor.notify("initialized", {});
  editor.notify("workspace/didChangeConfiguration", { settings: { yaml: settings } });
}, 60_000);

afterAll(() => editor.close());

function modeline(schema: string): string {
  return `# yaml-language-server: $schema=${pathToFileURL(join(schemas, `${schema}.schema.json`)).href}\n`;
}

test.each([
  [
    "service",
    "service: app\nstages: { local: [.env, compose.yaml#app] }\nvariables:\n  PORT: { type: port, default: 8080 }\n  HOST:\n",
    [],
  ],
  ["service", "service: app\nvaribles: {}\n", ["Property varibles is not allowed."]],
  ["service", "service: app\nvariables:\n  PORT: { type: prt }\n", [expect.stringContaining('"port"')]],
  ["service", "service: app\nconstraints:\n  - distinct: [A]\n", [expect.stringContaining("too few items")]],
  ["config", "rules: { missing: warning }\nfail-on: never\n", []],
  ["config", "rules: { mising: warning }\n", ["Property mising is not allowed."]],
])(
  "an editor with %s.schema.json underlines the mistakes of %j",
  async (schema, text, expected) => {
    expect(await editor.open(`file:///${schema}-${String(text.length)}.yaml`, modeline(schema) + text)).toEqual(expected);
  },
  30_000,
);

test.each([
  ["service: app\n", 2, 0, ["variables", "stages", "constraints"]],
  ["service: app\nvariables:\n  PORT:\n    \n", 4, 4, ["type", "required", "impact", "one-of"]],
  ["service: app\nvariables:\n  PORT:\n    type: \n", 4, 10, ["port", "secret", "byte-size"]],
])(
  "an editor completes %j in line %i",
  async (text, line, character, labels) => {
    const uri = `file:///completion-${String(line)}-${String(character)}.yaml`;
    await editor.open(uri, modeline("service") + text);
    const found = JSON.stringify(await editor.request("textDocument/completion", { textDocument: { uri }, position: { line, character } }));
    for (const label of labels) expect(found).toContain(`"label":"${label}"`);
  },
  30_000,
);

test.each(readdirSync(join(schemas, "catalogue")))(
  "an editor finds nothing wrong with catalogue/%s",
  async (file) => {
    const path = join(schemas, "catalogue", file);
    expect(await editor.open(pathToFileURL(path).href, readFileSync(path, "utf8"))).toEqual([]);
  },
  30_000,
);
