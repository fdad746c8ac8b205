import { spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Identity } from "./certificates.ts";
import { freePort } from "./recorder.ts";

/** Where Debian keeps its programs. */
const debian = "/usr/lib/postgresql";

/** The folder of initdb and postgres, or nothing where they are not. */
export function postgresFolder(): string | undefined {
  const [version] = existsSync(debian) ? readdirSync(debian).toSorted().toReversed() : [];
  return version === undefined ? undefined : join(debian, version, "bin");
}

export interface Postgres {
  readonly port: number;
  /** With the socket in it. */
  readonly folder: string;
  readonly stop: () => Promise<void>;
}

/** Who may log in, and how. */
const access = `local all all trust
host all md5_user 127.0.0.1/32 md5
host all scram_user 127.0.0.1/32 scram-sha-256
hostssl all clear_user 127.0.0.1/32 password
hostnossl all clear_user 127.0.0.1/32 password
host all trusted_user 127.0.0.1/32 trust
`;

/** The user that a server may run as: it refuses root. */
function serverUser(): { uid: number; gid: number } | object {
  if (process.getuid?.() !== 0) return {};
  const [, uid, gid] = /^postgres:[^:]*:(\d+):(\d+):/m.exec(spawnSync("getent", ["passwd", "postgres"], { encoding: "utf8" }).stdout) ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

/** A cluster of its own in a temporary folder. The users' password goes in over standard input. */
export async function startPostgres(bin: string, password: string, identity: Identity | undefined): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), "envcheck-pg-"));
  const user = serverUser();
  if ("uid" in user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  const options = { ...user, cwd: folder, encoding: "utf8", env: { PATH: process.env["PATH"] } } as const;
  const made = spawnSync(join(bin, "initdb"), ["-D", data, "-U", "postgres", "--auth=trust", "--no-sync", "--locale=C"], options);
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  writeFileSync(join(data, "pg_hba.conf"), access);
  const tls = identity === undefined ? [] : ["-c", "ssl=on", ...files(identity, data, user)];
  const port = await freePort();
  const settings = ["-c", "listen_addresses=127.0.0.1", "-c", `unix_socket_directories=${folder}`, "-c", "fsync=off", ...tls];
  const server = spawn(join(bin, "postgres"), ["-D", data, "-p", String(port), ...settings], { ...user, cwd: folder, stdio: "ignore" });
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const users = ["scram", "clear", "trusted"].map((name) => `CREATE ROLE ${name}_user LOGIN PASSWORD '${password}';`);
  const sql = `${users.join("\n")}\nSET password_encryption = 'md5'; CREATE ROLE md5_user LOGIN PASSWORD '${password}';\nCREATE DATABASE auth;\n`;
  await until(() => {
    const psql = ["-h", folder, "-p", String(port), "-U", "postgres", "-v", "ON_ERROR_STOP=1", "-q", "postgres"];
    return spawnSync(join(bin, "psql"), psql, { ...options, input: sql }).status === 0;
  });
  return {
    port,
    folder,
    stop: async () => {
      server.kill("SIGQUIT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function files({ keyFile, certFile }: Identity, data: string, user: object): string[] {
  const [key, cert] = [join(data, "key.pem"), join(data, "cert.pem")];
  copyFileSync(keyFile, key);
  copyFileSync(certFile, cert);
  chmodSync(key, 0o600);
  if ("uid" in user && "gid" in user) for (const file of [key, cert]) chownSync(file, Number(user.uid), Number(user.gid));
  return ["-c", `ssl_key_file=${key}`, "-c", `ssl_cert_file=${cert}`];
}

/** Asks again until it is so, for half a minute at most. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 300; turn += 1) {
    if (isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("did not come to be in half a minute");
}
