import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import type { Instance } from "../../src/model/live.ts";
import { processes } from "../../src/shell/live/proc.ts";
import { envcheck, temporaryFolder, writeFiles } from "../support/bin.ts";
import { leaveOut } from "../support/left-out.ts";
import { ask, eventually, instancesOf, start, told } from "../support/processes.ts";

const folder = temporaryFolder();
chmodSync(folder, 0o755);
writeFiles(folder, { "schemas/auth.yaml": "service: auth\nvariables:\n  NEEDED: { type: string }\n" });

const PATH = "/usr/sbin:/usr/bin:/sbin:/bin";
const canary = "canary-of-the-machine-4711";
const nobody = 65_534;
const asNobody = `setpriv --reuid=${String(nobody)} --regid=${String(nobody)} --clear-groups`;
const bin = join(import.meta.dirname, "../../bin/envcheck.cjs");
const overwritten = "has overwritten its environment block, as programs do that set their own title";

/** Tests what needs root and programs, or says that it is left out. */
function withPrograms(what: string, programs: readonly string[], run: () => Promise<void>): void {
  const lacking = process.geteuid?.() === 0 ? programs.filter((program) => !existsSync(program)) : ["root"];
  test(what, async () => {
    if (lacking.length === 0) await run();
    else leaveOut(`${what}: ${lacking.join(", ")}`);
  });
}

/** Runs a script in which `$ENVCHECK` is the command; its output on one line. */
function shell(script: string, ...wrapper: readonly string[]): string {
  const [program, ...args] = [...wrapper, "sh", "-c", script];
  const env = { PATH, ENVCHECK_NO_CODE_CACHE: "1", ENVCHECK: `${process.execPath} ${bin}` };
  const { stdout, stderr } = spawnSync(program, args, { cwd: folder, env, encoding: "utf8", timeout: 20_000 });
  return (stdout + stderr).replaceAll(/\s+/g, " ");
}

/** The children of a process, once there are any. */
function childrenOf(pid: number): Promise<readonly number[]> {
  return eventually(() => {
    const found = [...processes().values()].filter(({ parent }) => parent === pid);
    return found.length > 0 ? found.map((child) => child.pid) : undefined;
  });
}

/** The process of a number, once that is told of it. */
function seen(pid: number, expected: string): Promise<Instance> {
  return eventually(async () => {
    const answer = await ask("pid", String(pid));
    return told(answer) === expected ? instancesOf(answer)[0] : undefined;
  });
}

withPrograms("gunicorn that sets its title is undetermined, master and worker, and lacks nothing", ["/usr/bin/gunicorn"], async () => {
  writeFiles(folder, { "web.py": "def app(environ, respond):\n    respond('200 OK', [])\n    return []\n" });
  const args = ["--bind", `unix:${join(folder, "web.sock")}`, "--chdir", folder, "--no-sendfile", "web:app"];
  const master = start("/usr/bin/gunicorn", args, { env: { PATH, NEEDED: canary } });
  await seen(master, overwritten);
  const [worker = 0] = await childrenOf(master);
  await seen(worker, overwritten);
  const named = instancesOf(await ask("name", "gunicorn")).map(({ address }) => address);
  expect(named).toContain(`gunicorn/${String(master)}`);
  expect(named).not.toContain(`gunicorn/${String(worker)}`);
  const { code, stdout, stderr } = envcheck(folder, ["check", `name:gunicorn#gunicorn/${String(master)}`]);
  expect(code).toBe(3);
  expect(stdout.replaceAll(/\s+/g, " ")).toContain(`NEEDED cannot be verified for auth in name:gunicorn#gunicorn/${String(master)}`);
  expect(stdout + stderr).not.toMatch(/missing|canary/);
});

withPrograms("nginx is undetermined, master and worker", ["/usr/sbin/nginx"], async () => {
  const config = `pid ${folder}/nginx.pid; error_log stderr; events {} http { access_log off; server { listen unix:${folder}/nginx.sock; } }`;
  writeFiles(folder, { "nginx.conf": config });
  const args = ["-c", join(folder, "nginx.conf"), "-p", folder, "-e", "stderr", "-g", "daemon off;"];
  const master = start("/usr/sbin/nginx", args, { env: { PATH, NEEDED: canary } });
  await seen(master, overwritten);
  const [worker = 0] = await childrenOf(master);
  await seen(worker, overwritten);
});

const postgres = "/usr/lib/postgresql/15/bin";

withPrograms("a child of PostgreSQL is read from the postmaster", [`${postgres}/postgres`], async () => {
  const data = join(folder, "postgres");
  mkdirSync(data);
  chownSync(data, nobody, nobody);
  const own = { env: { PATH, LC_ALL: "C" }, uid: nobody, gid: nobody };
  spawnSync(`${postgres}/initdb`, ["-D", data, "--no-sync", "--auth=trust", "--no-instructions"], own);
  const options = ["-D", data, "-c", "listen_addresses=", "-c", `unix_socket_directories=${data}`, "-c", "fsync=off"];
  const main = start(`${postgres}/postgres`, options, { ...own, env: { ...own.env, NEEDED: canary } });
  const block = `PATH=${PATH}\nLC_ALL=C\nNEEDED=${canary}\n`;
  const postmaster = await seen(main, block);
  const [child = 0] = await childrenOf(main);
  const instance = await seen(child, block);
  const how = `read from /proc/${String(main)}/environ, of the process that it was forked from, since it has overwritten its own`;
  await eventually(async () => (instancesOf(await ask("pid", String(child)))[0]?.seen === how ? true : undefined));
  expect(instance).toMatchObject({ process: { path: `pid:${String(child)}` }, started: postmaster.started });
  const named = instancesOf(await ask("name", "postgres")).map(({ address }) => address);
  expect(named.filter((address) => address.endsWith(`/${String(main)}`) || address.endsWith(`/${String(child)}`))).toEqual([
    `postgres/${String(main)}`,
  ]);
});

withPrograms("a title that a program writes beyond its arguments is no variable", ["/usr/bin/python3"], async () => {
  const script = [
    "import ctypes, time",
    "start = int(open('/proc/self/stat').read().rsplit(')', 1)[1].split()[45])",
    "end = int(open('/proc/self/stat').read().rsplit(')', 1)[1].split()[46])",
    "title = b'x' * (end - start) + b'ORT=80\\0'",
    "ctypes.memmove(start, title, len(title))",
    "time.sleep(600)",
  ].join("\n");
  const env = { PORTABLE: "a long value that is there before it", B: "2", C: "3" };
  await seen(start("/usr/bin/python3", ["-c", script], { env }), overwritten);
});

withPrograms("what belongs to others, or lets nobody look into it, is told apart", ["/usr/bin/setpriv", "/usr/bin/python3"], async () => {
  const other = start("/bin/sleep", ["600"], { env: { PATH, NEEDED: canary } });
  const output = shell(`${asNobody} $ENVCHECK check pid:${String(other)}; echo "exit $?"`);
  expect(output).toContain("belongs to another user (uid 0): only that user and root may read its environment");
  expect(output).toMatch(/exit 3 $/);
  const script = "import ctypes, time; ctypes.CDLL(None).prctl(4, 0); time.sleep(600)";
  const closed = start("/usr/bin/python3", ["-c", script], { env: { PATH, NEEDED: canary }, uid: nobody, gid: nobody });
  await eventually(() => {
    const answer = shell(`${asNobody} $ENVCHECK check pid:${String(closed)}; echo "exit $?"`);
    return /lets nobody look into it.* exit 3 $/.test(answer) ? true : undefined;
  });
});

/** The command without rights, in a namespace of its own whose /proc hides what belongs to others. */
const hidden = (option: string, target: string): string =>
  shell(
    `mount -t proc -o hidepid=${option} proc /proc && ${asNobody} $ENVCHECK check ${target}; echo "exit $?"`,
    "unshare",
    "--mount",
    "--pid",
    "--fork",
    "--kill-child",
  );

withPrograms(
  "where /proc hides what belongs to others, nothing is said not to be there",
  ["/usr/bin/unshare", "/usr/bin/setpriv"],
  async () => {
    expect(hidden("1", "pid:1")).toMatch(/belongs to another user, and \/proc is mounted so that it shows nothing of those .* exit 3 $/);
    expect(hidden("2", "pid:1")).toMatch(/does not exist, or belongs to another user: \/proc is mounted so .* exit 3 $/);
    expect(hidden("2", "name:auth")).toMatch(/names no process of this user, and \/proc is mounted so .* exit 3 $/);
    await Promise.resolve();
  },
);
