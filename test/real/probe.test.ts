import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Contact } from "../../src/model/probe.ts";
import { destinationOf } from "../../src/probe/peers.ts";
import { contact } from "../../src/shell/probe/contact.ts";
import { envcheck, temporaryFolder, writeFiles } from "../support/bin.ts";
import { type Identity, selfSigned } from "../support/certificates.ts";
import { leaveOut } from "../support/left-out.ts";
import { type Postgres, postgresFolder, startPostgres, until } from "../support/postgres.ts";
import { freePort } from "../support/recorder.ts";

const password = "canary zK4n/qv:81@Lw";
const encoded = encodeURIComponent(password);
const folder = mkdtempSync(join(tmpdir(), "envcheck-real-probe-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function reach(url: string, mayLogIn: boolean, timeout = 10_000): Promise<Contact> {
  const found = destinationOf(url, "url", mayLogIn);
  if (!("peers" in found)) throw new Error(found.because);
  return contact(found.peers[0], timeout);
}

const url = ({ port }: Postgres, user: string, rest = "auth") => `postgres://${user}:${encoded}@localhost:${String(port)}/${rest}`;

/** How far it came, and what ended it. */
function course({ done, failure }: Contact): string {
  return [...done.slice(done.indexOf("connect") + 1), ...(failure === undefined ? [] : [`${failure.step}: ${failure.code}`])].join(", ");
}

const root = temporaryFolder();

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
const bin = hasOpenssl ? postgresFolder() : undefined;
if (bin === undefined) leaveOut("postgresql: the probe of a database");

(bin === undefined ? describe.skip : describe)("PostgreSQL", () => {
  let plain: Postgres;
  let secure: Postgres;
  let identity: Identity;
  beforeAll(async () => {
    identity = selfSigned(folder, "localhost", { until: 9 });
    [plain, secure] = await Promise.all([startPostgres(bin ?? "", password, undefined), startPostgres(bin ?? "", password, identity)]);
  }, 120_000);
  afterAll(() => Promise.all([plain, secure].map(({ stop }) => stop())));

  test.each<[rest: string, plainly: string, securely: string]>([
    ["auth", "greet", "greet, encrypt"],
    ["auth?sslmode=disable", "greet", "greet"],
    ["auth?sslmode=require", "greet, encrypt: NO_TLS", "greet, encrypt"],
    ["auth?sslmode=verify-full", "greet, encrypt: NO_TLS", "greet, encrypt: UNTRUSTED"],
  ])("is known without a user: %s", async (rest, plainly, securely) => {
    expect(course(await reach(url(plain, "nobody", rest), false))).toBe(plainly);
    expect(course(await reach(url(secure, "nobody", rest), false))).toBe(securely);
  });

  test.each<[user: string, plainly: string, securely: string]>([
    ["scram_user", "greet, authenticate", "greet, encrypt, authenticate"],
    ["md5_user", "greet, authenticate", "greet, encrypt, authenticate"],
    ["trusted_user", "greet, authenticate", "greet, encrypt, authenticate"],
    ["clear_user", "greet, authenticate: CLEARTEXT", "greet, encrypt, authenticate"],
    ["stranger", "greet, authenticate: 28000", "greet, encrypt, authenticate: 28000"],
  ])("lets %s in", async (user, plainly, securely) => {
    expect(course(await reach(url(plain, user), true))).toBe(plainly);
    expect(course(await reach(url(secure, user), true))).toBe(securely);
  });

  test.each<[what: string, url: (server: Postgres) => string, expected: string]>([
    ["a wrong password", ({ port }) => `postgres://scram_user:wrong@localhost:${String(port)}/auth`, "greet, authenticate: 28P01"],
    ["a wrong password for md5", ({ port }) => `postgres://md5_user:wrong@localhost:${String(port)}/auth`, "greet, authenticate: 28P01"],
    ["no password", ({ port }) => `postgres://scram_user@localhost:${String(port)}/auth`, "greet, authenticate: NO_PASSWORD"],
    ["a database that is not there", (server) => url(server, "scram_user", "gone"), "greet, authenticate: 3D000"],
    ["no wish for encryption", (server) => url(server, "scram_user", "auth?sslmode=disable"), "authenticate"],
  ])("with %s", async (_what, urlOf, expected) => {
    expect(course(await reach(urlOf(plain), true))).toBe(expected);
  });

  test("is reached through its socket", async () => {
    const query = `host=${encodeURIComponent(secure.folder)}&port=${String(secure.port)}`;
    expect(course(await reach(`postgres:///auth?${query}`, false))).toBe("greet");
  });

  test("is reached by the command, which trusts what NODE_EXTRA_CA_CERTS holds", () => {
    writeFiles(root, {
      "schemas/auth.yaml": "service: auth\nstages: { production: prod.env }\nvariables: { AUTH_DATABASE_URL: { type: url } }\n",
      "prod.env": `AUTH_DATABASE_URL='${url(secure, "scram_user", "auth?sslmode=verify-full")}'\n`,
    });
    const ask = (...more: readonly string[]) =>
      envcheck(root, ["probe", "--stage", "production", ...more], { env: { NODE_EXTRA_CA_CERTS: identity.certFile } });
    const outcome = ask();
    expect(outcome.stdout).toMatch(
      /! AUTH_DATABASE_URL +\d+ ms {2}PostgreSQL answers over TLS, certificate valid until [\d-]+ {2}prod\.env:1:1/,
    );
    expect(outcome.stdout).toMatch(/warning: its certificate expires in [89] days/);
    expect(outcome.code).toBe(0);
    const login = ask("--authenticate");
    expect(login.stdout).toContain("PostgreSQL takes the login over TLS");
    const text = [outcome, login].map(({ stdout, stderr }) => stdout + stderr).join("");
    expect(text).not.toMatch(/canary|zK4n|scram_user|localhost/);
    expect(text).not.toContain(String(secure.port));
  });
});

test("no part of the program that other commands load can open a connection by itself", () => {
  const dist = join(import.meta.dirname, "../../dist");
  const parts = readdirSync(dist).filter((name) => name.endsWith(".cjs") && name !== "probe.cjs" && name !== "live.cjs");
  const guilty = parts.filter((name) => /require\("(?:node:)?(?:net|tls|dns|https?|dgram)/.test(readFileSync(join(dist, name), "utf8")));
  expect(parts).toContain("envcheck.cjs");
  expect(guilty).toEqual([]);
});

const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;
if (!hasRedis) leaveOut("redis-server: the probe of a cache");

(hasRedis ? describe : describe.skip)("Redis", () => {
  let port = 0;
  let server: ChildProcess | undefined;
  beforeAll(async () => {
    port = await freePort();
    const config = `port ${String(port)}\nbind 127.0.0.1\nsave ""\nappendonly no\ndir ${folder}\nrequirepass "${password}"\n`;
    server = spawn("redis-server", ["-"], { stdio: ["pipe", "ignore", "ignore"] });
    server.stdin?.end(config);
    await until(() => spawnSync("redis-cli", ["-p", String(port), "ping"], { encoding: "utf8" }).stdout.includes("NOAUTH"));
  }, 60_000);
  afterAll(async () => {
    const ended = new Promise((resolve) => server?.once("exit", resolve));
    server?.kill("SIGKILL");
    await ended;
  });

  test.each<[user: string, mayLogIn: boolean, expected: string]>([
    [`:${encoded}@`, false, "greet"],
    ["", false, "greet"],
    [`:${encoded}@`, true, "greet, authenticate"],
    [`default:${encoded}@`, true, "greet, authenticate"],
    [":wrong@", true, "greet, authenticate: WRONGPASS"],
    ["", true, "greet, authenticate: NOAUTH"],
  ])("answers to %s, logging in: %s", async (user, mayLogIn, expected) => {
    expect(course(await reach(`redis://${user}127.0.0.1:${String(port)}/0`, mayLogIn))).toBe(expected);
  });

  test("waits for the rest of what a PostgreSQL would know", async () => {
    expect(course(await reach(`postgres://127.0.0.1:${String(port)}/x`, false, 300))).toBe("greet: TIMEOUT");
  });
});
