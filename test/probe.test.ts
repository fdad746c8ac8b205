import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import type { Outcome } from "../src/commands/command.ts";
import { run } from "../src/commands/probe.ts";
import type { Contact, Peer } from "../src/model/probe.ts";
import { unseal } from "../src/model/sealed.ts";
import { destinationOf, type Kind, withPort } from "../src/probe/peers.ts";
import type { Request } from "../src/request.ts";
import { memoryHost, plain, requestFor } from "./memory-host.ts";

/** What is told of a destination: `protocol encryption host:port`, or why there is none. */
function told(text: string, kind: Kind): readonly string[] {
  const found = destinationOf(text, kind, false);
  return "peers" in found ? found.peers.map(line) : [`${found.isWrong ? "wrong" : "left out"}: ${found.because}`];
}

function line({ host, port, protocol, encryption }: Peer): string {
  return `${protocol} ${encryption} ${unseal(host)} ${String(port)}`;
}

describe("where a text leads", () => {
  test.each<[text: string, ...expected: string[]]>([
    ["https://auth.example.com/path?token=x", "tcp named auth.example.com 443"],
    ["http://user:pw@web:8080", "tcp none web 8080"],
    ["HTTPS://[2001:db8::1]/", "tcp named 2001:db8::1 443"],
    ["https://bücher.example/", "tcp named bücher.example 443"],
    ["postgres://u:p@db/x", "postgres offered db 5432"],
    ["postgresql+asyncpg://u:p@db:6543/x?ssl=require", "postgres any db 6543"],
    ["jdbc:postgresql://db/x?ssl=true&sslmode=verify-full", "postgres named db 5432"],
    ["postgres://db/x?sslmode=verify-ca", "postgres signed db 5432"],
    ["postgres://db/x?sslmode=disable", "postgres none db 5432"],
    ["postgres://u:p@a,b:5433/x", "postgres offered a 5432", "postgres offered b 5433"],
    ["postgres:///x?host=a,b&port=1,2", "postgres offered a 1", "postgres offered b 2"],
    ["postgres://%2Fvar%2Frun%2Fpostgresql/x", "postgres none /var/run/postgresql/.s.PGSQL.5432 socket"],
    ["postgres:///x?host=/run/pg&port=6000", "postgres none /run/pg/.s.PGSQL.6000 socket"],
    ["mysql://u:p@db/x?ssl-mode=VERIFY_IDENTITY", "mysql named db 3306"],
    ["mariadb+pymysql://u@db/x?unix_socket=/run/mysqld.sock", "mysql none /run/mysqld.sock socket"],
    ["redis://:p@my_redis:6380/0", "redis none my_redis 6380"],
    ["rediss://r/0", "redis named r 6379"],
    ["rediss://r/0?ssl_cert_reqs=none", "redis any r 6379"],
    ["unix:///run/app.sock", "tcp none /run/app.sock socket"],
    ["http+unix://%2Frun%2Fdocker.sock/info", "tcp none /run/docker.sock socket"],
    ["amqps://q", "tcp named q 5671"],
    ["smtps://mail:4650", "tcp named mail 4650"],
    ["thing://a:99", "tcp none a 99"],
    ["thing://a", "left out: names no port, and its scheme has none of its own"],
    ["mongodb+srv://u:p@c.example/x", "left out: is found through SRV records, which are not followed"],
    ["redis+sentinel://a:1,b:2/m", "left out: is found through Redis Sentinel, which is not asked"],
    ["statsd://s:8125", "left out: is spoken to over UDP, which answers nothing"],
    ["sqlite:////tmp/x.db", "left out: leads to nothing on a network"],
    ["mailto:a@b.example", "left out: leads to nothing on a network"],
    ["redis:///0", "left out: names no host, so that its client takes one of its own"],
    ["http://0.0.0.0:8000", "left out: is an address to listen on"],
    ["http://[::]:8000", "left out: is an address to listen on"],
    ["https://*.example.com", "left out: is a pattern of host names"],
    ["db:5432", "wrong: is no URL with a host"],
    ["http://a:99999/", "wrong: has a port that is none"],
    ["http://a b/", "wrong: has a host that is none"],
    ["postgres://u:p/w@db/x", "wrong: has a port that is none"],
    ["unix://relative", "wrong: names no Unix socket"],
  ])("url %s", (text, ...expected) => {
    expect(told(text, "url")).toEqual(expected);
  });

  test.each<[text: string, kind: Kind, expected: string]>([
    ["db:5432", "host-port", "tcp none db 5432"],
    ["[::1]:80", "host-port", "tcp none ::1 80"],
    ["db", "host-port", "wrong: is no host with a port"],
    ["0.0.0.0:80", "host-port", "left out: is an address to listen on"],
    ["db.example.com", "hostname", "tcp none db.example.com undefined"],
    ["*.example.com", "hostname", "left out: is a pattern of host names"],
    ["a b", "hostname", "wrong: is no host name"],
  ])("%s as %s", (text, kind, expected) => {
    expect(told(text, kind)).toEqual([expected]);
  });

  test("a host name takes the port that goes with it", () => {
    const found = withPort("db", "5432");
    expect("peers" in found ? found.peers.map(line) : found).toEqual(["tcp none db 5432"]);
  });

  test("nothing to log in with is in a peer unless it may be sent, and none of it can be printed", () => {
    const url = "postgres://auth:s3cr3t@db/x";
    expect(destinationOf(url, "url", false)).toMatchObject({ peers: [{ login: undefined }] });
    expect(JSON.stringify(destinationOf(url, "url", true))).not.toMatch(/s3cr3t|auth|db/);
  });
});

const day = 86_400_000;
const now = Date.UTC(2026, 10, 22);
const fine: Contact = {
  done: ["resolve", "connect"],
  failure: undefined,
  certificate: undefined,
  addresses: { tried: 1, failed: 0 },
  milliseconds: 12.3,
};
const failed = (step: "resolve" | "connect" | "encrypt" | "greet" | "authenticate", code: string): Contact => ({
  ...fine,
  done: [],
  failure: { step, code },
});
const refused = failed("connect", "ECONNREFUSED");
const valid = (days: number): Contact => ({
  ...fine,
  done: ["resolve", "connect", "encrypt"],
  certificate: { from: 0, until: now + days * day, distrust: undefined, isNamed: true },
});

/** Runs the command with one declared variable for each line of an env file, and answers in place of the network. */
function probe(
  env: string,
  answer: Contact | ((peer: Peer) => Contact),
  { variables = "", ...changes }: Partial<Request> & { variables?: string } = {},
): Promise<Outcome> & { asked: Peer[] } {
  const declared = [...env.matchAll(/^(\w+)=/gm)].map(([, name = ""]) => `  ${name}: { type: url }\n`).join("");
  const schema = `service: auth\nstages: { production: prod.env }\nvariables:\n${variables === "" ? declared : variables}`;
  const asked: Peer[] = [];
  const host = {
    ...memoryHost(
      new Map([
        ["schemas/auth.yaml", schema],
        ["prod.env", env],
      ]),
    ),
    probe: (peers: readonly Peer[]) => {
      asked.push(...peers);
      return Promise.resolve(peers.map(typeof answer === "function" ? answer : () => answer));
    },
  };
  return Object.assign(Promise.resolve(run(requestFor("probe", changes), host, plain)), { asked });
}

test.each<[what: string, contact: Contact, exitCode: number, line: RegExp]>([
  ["a server that is there", fine, 0, /✓ A_URL {2}12 ms {2}connects {2}prod\.env:1:1/],
  ["a certificate that lasts", valid(15), 0, /connects over TLS, certificate valid until 2026-12-07/],
  ["a certificate that expires soon", valid(13), 0, /! A_URL[^\n]*\n *warning: its certificate expires in 13 days\n/],
  ["a certificate that expires today", valid(0.5), 0, /its certificate expires within a day/],
  ["an address of several that is dead", { ...fine, addresses: { tried: 3, failed: 1 } }, 0, /1 of its 3 addresses took no connection/],
  ["a refused connection", failed("connect", "ECONNREFUSED"), 1, /✗ A_URL[^\n]*does not connect: refused \(ECONNREFUSED\)/],
  ["no answer", failed("connect", "TIMEOUT"), 1, /does not connect: no answer in time/],
  ["no such host", failed("resolve", "ENOTFOUND"), 1, /there is no such host name[^]*run the probe where the service runs/],
  ["a silent name server", failed("resolve", "EAI_AGAIN"), 3, /\? A_URL[^\n]*no name server answers/],
  ["a lookup without end", failed("resolve", "TIMEOUT"), 3, /\? A_URL[^\n]*does not resolve: no answer in time/],
  ["another code", failed("connect", "EADDRNOTAVAIL"), 1, /does not connect \(EADDRNOTAVAIL\)/],
  ["an expired certificate", { ...valid(-1), failure: { step: "encrypt", code: "EXPIRED" } }, 1, /has expired on 2026-11-21/],
  ["another host's certificate", failed("encrypt", "MISNAMED"), 1, /its certificate is for another host/],
  ["a link-local address", failed("resolve", "LINK_LOCAL"), 0, /· A_URL[^\n]*link-local address/],
])("%s", async (_what, contact, exitCode, expected) => {
  const outcome = await probe("A_URL=https://a.example/\n", contact);
  expect(outcome.stdout).toMatch(expected);
  expect(outcome.exitCode).toBe(exitCode);
});

test("an authority that only the service knows is no failure, and no success", async () => {
  const contact = {
    ...failed("encrypt", "UNTRUSTED"),
    certificate: { from: 0, until: now, distrust: "SELF_SIGNED_CERT_IN_CHAIN", isNamed: true },
  };
  const own = await probe("A_URL=postgres://db/x?sslmode=verify-full&sslrootcert=/ca.pem\n", contact);
  const named = await probe("A_URL=https://a\nSSL_CERT_FILE=/ca.pem\n", contact, { variables: "  A_URL: { type: url }\n" });
  const known = await probe("A_URL=https://a\n", contact);
  expect([own.exitCode, named.exitCode, known.exitCode]).toEqual([3, 3, 1]);
  expect(known.stdout).toContain("no authority that is known here signed its certificate (SELF_SIGNED_CERT_IN_CHAIN)");
});

test("one peer is asked once, however many variables lead to it", async () => {
  const running = probe("A_URL=redis://a:p1@r/0\nB_URL=redis://b:p2@R:6379/1\nC_URL=redis://r:6380\n", fine);
  expect((await running).stdout).toMatch(/3 reached/);
  expect(running.asked.map(line)).toEqual(["redis none r 6379", "redis none r 6380"]);
});

test("with logins, another login is another peer", async () => {
  const running = probe("A_URL=redis://a:p1@r/0\nB_URL=redis://b:p2@r/0\n", fine, { authenticate: true });
  await running;
  expect(running.asked).toHaveLength(2);
});

test("one host of several is enough, and the others are warned of", async () => {
  const answer = (peer: Peer): Contact => (unseal(peer.host) === "a" ? failed("connect", "ECONNREFUSED") : fine);
  const { stdout, exitCode } = await probe("A_URL=postgres://a,b/x\n", answer);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/! A_URL \(host 1\)[^\n]*another host is[^\n]*\n *warning: does not connect/);
  expect(stdout).toMatch(/1 reached, 1 degraded, 1 warning/);
  expect((await probe("A_URL=postgres://a,b/x\n", answer, { failOn: "warning" })).exitCode).toBe(1);
  expect((await probe("A_URL=postgres://a,c:99999/x\n", fine)).exitCode).toBe(1);
});

test("every item of a list is to be reached", async () => {
  const variables = "  BROKERS: { type: list, items: host-port }\n";
  const { stdout, exitCode } = await probe("BROKERS=a:1,b:2\n", ({ port }) => (port === 1 ? fine : refused), { variables });
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/✓ BROKERS \(item 1\)[^]*✗ BROKERS \(item 2\)/);
});

test("one run probes so many places and no more", async () => {
  const variables = "  BROKERS: { type: list, items: host-port }\n";
  const items = Array.from({ length: 300 }, (_, index) => `b:${String(index + 1)}`).join(",");
  const running = probe(`BROKERS=${items},b:1\n`, fine, { variables });
  const { stdout, exitCode } = await running;
  expect([running.asked.length, exitCode]).toEqual([256, 3]);
  expect(stdout).toMatch(/257 reached, 44 cannot tell/);
});

test("a host takes the port beside it", async () => {
  const variables = "  DB_HOST: { type: hostname }\n  DB_PORT: { type: port, default: 5432 }\n  LONE_HOST: { type: hostname }\n";
  const running = probe("DB_HOST=db\nLONE_HOST=x\n", fine, { variables });
  await running;
  expect(running.asked.map(line)).toEqual(["tcp none db 5432", "tcp none x undefined"]);
});

test("what is not connected to is named with the reason", async () => {
  const variables = [
    "  OPEN_URL: { type: url, required: false }",
    "  GONE_URL: { type: url }",
    "  DEFAULT_URL: { type: url, default: 'http://fallback' }",
    "  ALLOWED_HOSTS: { type: list, items: hostname }",
    "  BIND_ADDR: { type: host-port }",
    "  MAIL: { type: email }",
    "  FROM_URL: { type: url }",
    "",
  ].join("\n");
  const env = "ALLOWED_HOSTS=auth.example.com\nBIND_ADDR=127.0.0.1:80\nMAIL=a@b.example\nFROM_URL=${NOT_SEEN}\n";
  const running = probe(env, fine, { variables });
  const { stdout, exitCode } = await running;
  expect(running.asked.map(line)).toEqual(["tcp none fallback 80"]);
  expect(exitCode).toBe(1);
  expect(stdout).not.toMatch(/OPEN_URL|MAIL/);
  expect(stdout).toMatch(/✗ GONE_URL +is not set {2}schemas/);
  expect(stdout).toMatch(/· ALLOWED_HOSTS +not probed: says who may call the service/);
  expect(stdout).toMatch(/· BIND_ADDR +not probed: says where the service listens/);
});

test("a value that cannot be seen makes the exit code 3", async () => {
  const manifest = `apiVersion: v1
kind: Pod
metadata: { name: auth }
spec:
  containers:
    - { name: auth, image: auth, env: [{ name: A_URL, valueFrom: { secretKeyRef: { name: auth-db, key: url } } }] }
`;
  const schema = "service: auth\nstages: { production: k8s/auth.yaml }\nvariables: { A_URL: { type: url } }\n";
  const host = memoryHost(
    new Map([
      ["schemas/auth.yaml", schema],
      ["k8s/auth.yaml", manifest],
    ]),
  );
  const { stdout, exitCode } = await run(requestFor("probe"), host, plain);
  expect(stdout).toMatch(/\? A_URL +not probed: [^\n]*secret auth-db/);
  expect(exitCode).toBe(3);
});

test("a proxy is told of", async () => {
  const { stdout } = await probe("A_URL=http://a\nHTTPS_PROXY=http://u:p@proxy:1\n", fine, { variables: "  A_URL: { type: url }\n" });
  expect(stdout).toContain("HTTPS_PROXY is set for auth in production");
});

test("nothing to probe is wrong usage, unless that is accepted", async () => {
  const variables = "  A_NAME: {}\n";
  const outcome = await probe("A_NAME=x\n", fine, { variables });
  expect([outcome.exitCode, outcome.stderr]).toEqual([2, expect.stringContaining("nothing was probed")]);
  expect((await probe("A_NAME=x\n", fine, { variables, allowEmpty: true })).exitCode).toBe(0);
});

test("the JSON document is what its schema describes", async () => {
  const schema: unknown = JSON.parse(readFileSync(join(import.meta.dirname, "../schemas/probe.schema.json"), "utf8"));
  const validate = new Ajv({ allowUnionTypes: true }).compile(Object(schema));
  const env = "A_URL=https://a\nB_URL=mongodb+srv://b\nC_URL=http://c\n";
  const { stdout } = await probe(env, ({ encryption }) => (encryption === "none" ? refused : valid(3)), {
    outputs: [{ format: "json", file: undefined, append: false }],
  });
  const document: unknown = JSON.parse(stdout);
  expect({ valid: validate(document), errors: validate.errors }).toEqual({ valid: true, errors: null });
  expect(document).toMatchObject({
    version: 1,
    probes: [{ variable: "A_URL", state: "reached" }, { state: "left-out" }, { failed: { step: "connect", code: "ECONNREFUSED" } }],
    summary: { reached: 1, failed: 1, leftOut: 1, warnings: 1 },
  });
});

test.each(["text", "json", "markdown"])("no part of a value is in the %s", async (format) => {
  const env = `A_URL=https://canary-user:canary-pass@canary-host.example:4711/canary-path?canary=1#canary
B_URL=postgres://canary-a,canary-b:99999/canary
C_URL=canary
D_URL=canary+srv://canary
E_URL=redis://:canary@%zz/0
F_URL=unix:///canary.sock
`;
  for (const answer of [fine, valid(3), failed("authenticate", "28P01"), failed("resolve", "ENOTFOUND"), failed("connect", "ENOENT")]) {
    const { stdout, stderr } = await probe(env, answer, { authenticate: true, outputs: [{ format, file: undefined, append: false }] });
    expect(stdout).toMatch(/A_URL/);
    expect(stdout + stderr).not.toMatch(/canary|4711|99999|%zz/i);
  }
});
