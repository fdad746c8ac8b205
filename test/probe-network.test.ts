import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "@jest/globals";
import type { Contact } from "../src/model/probe.ts";
import { destinationOf } from "../src/probe/peers.ts";
import { connect } from "../src/shell/probe/connect.ts";
import { contact } from "../src/shell/probe/contact.ts";
import { Course } from "../src/shell/probe/course.ts";
import { probe } from "../src/shell/probe/probe.ts";
import { selfSigned } from "./support/certificates.ts";
import { leaveOut } from "./support/left-out.ts";
import { freePort, type Manner, record, type Recorder } from "./support/recorder.ts";

const open: Recorder[] = [];
const folder = mkdtempSync(join(tmpdir(), "envcheck-probe-"));
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ close }) => close()));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function serve(manner: Manner = {}): Promise<Recorder> {
  const recorder = await record(manner);
  open.push(recorder);
  return recorder;
}

interface Asks {
  readonly mayLogIn?: boolean;
  readonly timeout?: number;
}

function reach(url: string, { mayLogIn = false, timeout = 5000 }: Asks = {}): Promise<Contact> {
  const found = destinationOf(url, "url", mayLogIn);
  if (!("peers" in found)) throw new Error(found.because);
  return contact(found.peers[0], timeout);
}

const secret = "canary-zK4nqv81Lw0x";

describe("a connection", () => {
  test("that is taken is enough for HTTP, and nothing is said", async () => {
    const { port, heard, connections } = await serve();
    const { done, failure } = await reach(`http://user:${secret}@127.0.0.1:${String(port)}/${secret}`);
    expect({ done, failure, heard: heard(), connections: connections() }).toEqual({
      done: ["resolve", "connect"],
      failure: undefined,
      heard: "",
      connections: 1,
    });
  });

  test("to a name goes to all of its addresses", async () => {
    const { port } = await serve();
    const { done, addresses } = await reach(`http://localhost:${String(port)}`);
    expect({ done, addresses }).toEqual({ done: ["resolve", "connect"], addresses: { tried: 1, failed: 0 } });
  });

  test("that one address of two refuses", async () => {
    const { port } = await serve();
    const course = new Course(5000);
    const addresses = ["127.0.0.2", "127.0.0.1"].map((address) => ({ address, family: 4 }));
    const { socket, others } = await connect([...addresses, { address: "::1", family: 6 }], port, course);
    expect([socket.remoteAddress, await others]).toEqual(["127.0.0.1", { tried: 2, failed: 1 }]);
    course.close();
  });

  test("that is refused", async () => {
    const { done, failure } = await reach(`http://127.0.0.1:${String(await freePort())}`);
    expect({ done, failure }).toEqual({ done: ["resolve"], failure: { step: "connect", code: "ECONNREFUSED" } });
  });

  test("to a name that does not exist", async () => {
    const { failure, done } = await reach("http://nothing.invalid:80");
    expect({ step: failure?.step, done }).toEqual({ step: "resolve", done: [] });
  });

  test.each(["169.254.169.254", "[fd00:ec2::254]", "[::ffff:169.254.169.254]", "[fe80::1]", "100.100.100.200", "[64:ff9b::a9fe:a9fe]"])(
    "to %s is not made",
    async (host) => {
      expect((await reach(`http://${host}/`)).failure).toEqual({ step: "resolve", code: "LINK_LOCAL" });
    },
  );

  test("to a Unix socket", async () => {
    const path = join(folder, "s.sock");
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(path, resolve));
    expect(await reach(`unix://${path}`)).toMatchObject({ done: ["connect"], failure: undefined });
    await new Promise((resolve) => server.close(resolve));
    expect(await reach(`unix://${path}`)).toMatchObject({ failure: { step: "connect", code: "ENOENT" } });
  });
});

test("silence ends in time, for each and for all together", async () => {
  const { port } = await serve();
  const started = performance.now();
  const peers = Array.from({ length: 20 }, (_, index) => destinationOf(`redis://127.0.0.1:${String(port)}/${String(index)}`, "url", false));
  const contacts = await probe(
    peers.flatMap((found) => ("peers" in found ? found.peers : [])),
    300,
  );
  expect(contacts.map(({ failure }) => failure)).toEqual(peers.map(() => ({ step: "greet", code: "TIMEOUT" })));
  expect(performance.now() - started).toBeLessThan(3000);
});

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
if (!hasOpenssl) leaveOut("openssl: the probe of certificates");

(hasOpenssl ? describe : describe.skip)("TLS", () => {
  test("with a certificate that nobody signed", async () => {
    const { port } = await serve({ identity: selfSigned(folder, "localhost", { until: 30 }) });
    const { failure, certificate } = await reach(`https://localhost:${String(port)}`);
    expect(failure).toEqual({ step: "encrypt", code: "UNTRUSTED" });
    expect(certificate).toMatchObject({ distrust: "DEPTH_ZERO_SELF_SIGNED_CERT", isNamed: true });
  });

  test("with a certificate that has expired", async () => {
    const identity = selfSigned(folder, "localhost", { from: -20, until: -2 });
    const { port } = await serve({ identity });
    const { failure, certificate } = await reach(`https://localhost:${String(port)}`);
    expect(failure).toEqual({ step: "encrypt", code: "EXPIRED" });
    expect(Math.round(((certificate?.until ?? 0) - Date.now()) / 86_400_000)).toBe(-2);
  });

  test("with a certificate that is not valid yet", async () => {
    const { port } = await serve({ identity: selfSigned(folder, "localhost", { from: 5, until: 9 }) });
    expect((await reach(`https://localhost:${String(port)}`)).failure).toEqual({ step: "encrypt", code: "NOT_YET_VALID" });
  });

  test("with another host's certificate", async () => {
    const { port } = await serve({ identity: selfSigned(folder, "other.example", { until: 31 }) });
    expect((await reach(`https://localhost:${String(port)}`)).certificate?.isNamed).toBe(false);
  });

  test("without a word after the handshake", async () => {
    const { port, heard } = await serve({ identity: selfSigned(folder, "127.0.0.1", { until: 5 }) });
    const outcome = await reach(`rediss://:${secret}@127.0.0.1:${String(port)}?ssl_cert_reqs=none`, { timeout: 300 });
    expect(outcome).toMatchObject({ done: ["resolve", "connect", "encrypt"], failure: { step: "greet", code: "TIMEOUT" } });
    expect(heard()).toBe("*1\r\n$4\r\nPING\r\n");
  });

  test("that never comes to be", async () => {
    const { port } = await serve();
    const outcome = await reach(`https://127.0.0.1:${String(port)}`, { timeout: 200 });
    expect(outcome).toMatchObject({ done: ["resolve", "connect"], failure: { step: "encrypt", code: "TIMEOUT" } });
  });

  test("that the server cuts", async () => {
    const { port } = await serve({ answer: (_heard, socket) => void socket.resetAndDestroy() });
    expect((await reach(`https://127.0.0.1:${String(port)}`)).failure).toEqual({ step: "encrypt", code: "ECONNRESET" });
  });

  test("where none is spoken", async () => {
    const { port } = await serve({ answer: () => "HTTP/1.1 400 Bad Request\r\n\r\n" });
    expect((await reach(`https://127.0.0.1:${String(port)}`)).failure?.step).toBe("encrypt");
  });

  test("is begun in MySQL's own way", async () => {
    const { port, heard } = await serve({ greeting: greetingOfMysql(0xff_ff), answer: (_heard, socket) => void socket.end() });
    const { done, failure } = await reach(`mysql://u:${secret}@127.0.0.1:${String(port)}/x?ssl-mode=REQUIRED`);
    expect({ done, step: failure?.step }).toEqual({ done: ["resolve", "connect", "greet"], step: "encrypt" });
    expect(heard().slice(0, 4)).toBe("\u0020\0\0\u0001");
    expect(heard()).not.toContain("canary");
  });
});

/** Protocol::HandshakeV10 with the lower half of the capabilities. */
function greetingOfMysql(capabilities: number): Buffer {
  const flags = Buffer.alloc(2);
  flags.writeUInt16LE(capabilities);
  const body = Buffer.concat([Buffer.from("\n8.0.36\0\u0001\0\0\0saltsalt\0", "latin1"), flags, Buffer.alloc(20)]);
  return Buffer.concat([Buffer.from([body.length, 0, 0, 0]), body]);
}

type Answer = NonNullable<Manner["answer"]>;

describe("a greeting", () => {
  test.each<[url: string, manner: Manner, expected: Partial<Contact>]>([
    ["postgres://u:p@127.0.0.1:PORT/x", { answer: () => "N" }, { done: ["resolve", "connect", "greet"], failure: undefined }],
    ["postgres://127.0.0.1:PORT/x?sslmode=require", { answer: () => "N" }, { failure: { step: "encrypt", code: "NO_TLS" } }],
    ["postgres://127.0.0.1:PORT/x?sslmode=disable", { answer: () => "S" }, { done: ["resolve", "connect", "greet"], failure: undefined }],
    ["postgres://127.0.0.1:PORT/x", { answer: () => "Sand more" }, { failure: { step: "greet", code: "NOT_SPOKEN" } }],
    ["postgres://127.0.0.1:PORT/x", { answer: () => "HTTP/1.1" }, { failure: { step: "greet", code: "NOT_SPOKEN" } }],
    ["postgres://127.0.0.1:PORT/x", { answer: (_, socket) => void socket.end() }, { failure: { step: "greet", code: "CLOSED" } }],
    ["redis://127.0.0.1:PORT", { answer: () => "+PONG\r\n" }, { done: ["resolve", "connect", "greet"], failure: undefined }],
    ["redis://127.0.0.1:PORT", { answer: () => "-NOAUTH Authentication required.\r\n" }, { failure: undefined }],
    ["redis://127.0.0.1:PORT", { answer: () => "-LOADING\r\n" }, { failure: { step: "greet", code: "LOADING" } }],
    ["redis://127.0.0.1:PORT", { answer: () => "-ERR max number of clients reached\r\n" }, { failure: { step: "greet", code: "BUSY" } }],
    ["redis://127.0.0.1:PORT", { answer: () => "-DENIED x\r\n" }, { failure: { step: "greet", code: "DENIED" } }],
    ["redis://127.0.0.1:PORT", { answer: () => "HTTP/1.1 400\r\n" }, { failure: { step: "greet", code: "NOT_SPOKEN" } }],
    ["redis://127.0.0.1:PORT", { answer: () => "x".repeat(100_000) }, { failure: { step: "greet", code: "NOT_SPOKEN" } }],
    ["mysql://127.0.0.1:PORT/x", { greeting: greetingOfMysql(0) }, { done: ["resolve", "connect", "greet"], failure: undefined }],
    ["mysql://127.0.0.1:PORT/x?ssl=true", { greeting: greetingOfMysql(0) }, { failure: { step: "encrypt", code: "NO_TLS" } }],
    ["mysql://127.0.0.1:PORT", { greeting: Buffer.from([3, 0, 0, 0, 0xff, 0x10, 4]) }, { failure: { step: "greet", code: "BUSY" } }],
    ["mysql://127.0.0.1:PORT", { greeting: "220 mail ready\r\n" }, { failure: { step: "greet", code: "NOT_SPOKEN" } }],
  ])("of %s", async (url, manner, expected) => {
    const { port } = await serve(manner);
    expect(await reach(url.replace("PORT", String(port)))).toMatchObject(expected);
  });
});

const redis: Answer = (heard) => (heard.includes("AUTH") ? "+OK\r\n+PONG\r\n" : "+PONG\r\n");
const clearTextPostgres: Answer = (heard) => (heard.length === 8 ? "N" : "R\0\0\0\u0008\0\0\0\u0003");

describe("nothing secret is sent", () => {
  test.each<[url: string, manner: Manner]>([
    [`postgres://canary:${secret}@127.0.0.1:PORT/canary`, { answer: () => "N" }],
    [`postgres://canary:${secret}@127.0.0.1:PORT/canary?sslmode=disable`, { answer: () => "N" }],
    [`redis://canary:${secret}@127.0.0.1:PORT/0`, { answer: redis }],
    [`redis://:${secret}@127.0.0.1:PORT/0`, { answer: () => "-NOAUTH Authentication required.\r\n" }],
    [`mysql://canary:${secret}@127.0.0.1:PORT/canary`, { greeting: greetingOfMysql(0) }],
    [`amqp://canary:${secret}@127.0.0.1:PORT/canary`, {}],
    [`http://canary:${secret}@127.0.0.1:PORT/canary?token=${secret}`, {}],
  ])("to %s", async (url, manner) => {
    const { port, heard } = await serve(manner);
    const outcome = await reach(url.replace("PORT", String(port)));
    expect(outcome.failure).toBeUndefined();
    expect(heard()).not.toMatch(/canary|AUTH/);
    expect(JSON.stringify(outcome)).not.toContain("canary");
  });

  test("in clear text to a PostgreSQL without TLS, even with --authenticate", async () => {
    const { port, heard } = await serve({ answer: clearTextPostgres });
    const { failure } = await reach(`postgres://auth:${secret}@127.0.0.1:${String(port)}/x`, { mayLogIn: true });
    expect(failure).toEqual({ step: "authenticate", code: "CLEARTEXT" });
    expect(heard()).toContain("user\0auth\0");
    expect(heard()).not.toContain("canary");
  });

  test("to a server whose certificate its client would refuse, even with --authenticate", async () => {
    if (!hasOpenssl) return leaveOut("openssl: a login with an untrusted server");
    const { port, heard } = await serve({ identity: selfSigned(folder, "localhost", { until: 33 }) });
    const { failure } = await reach(`rediss://:${secret}@localhost:${String(port)}`, { mayLogIn: true });
    expect(failure).toEqual({ step: "encrypt", code: "UNTRUSTED" });
    expect(heard()).toBe("");
    return undefined;
  });

  test("but what is to be sent, once it may be", async () => {
    const { port, heard } = await serve({ answer: redis });
    const { done } = await reach(`redis://auth:${secret}@127.0.0.1:${String(port)}/0`, { mayLogIn: true });
    expect(done).toEqual(["resolve", "connect", "greet", "authenticate"]);
    expect(heard()).toContain(`$4\r\nAUTH\r\n$4\r\nauth\r\n$19\r\n${secret}\r\n`);
  });
});
