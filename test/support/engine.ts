import { execFileSync, spawn } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** An engine of Docker or podman of a test's own, with everything that it keeps in a private folder. */
export interface PrivateEngine {
  readonly folder: string;
  readonly socket: string;
  /** Variables with which its command, and envcheck, reach it. */
  readonly env: Readonly<Record<string, string>>;
  /** What its command prints. */
  run(...args: readonly string[]): string;
  stop(): Promise<void>;
}

const busybox = "/bin/busybox";

function has(...programs: readonly string[]): boolean {
  const folders = (process.env["PATH"] ?? "").split(":");
  return programs.every((program) => folders.some((folder) => existsSync(join(folder, program))));
}

export const canDocker = process.geteuid?.() === 0 && has("dockerd", "docker", "runc") && existsSync(busybox);
export const canPodman = process.geteuid?.() === 0 && has("podman", "runc") && existsSync(busybox);

/** A folder below /tmp that other users may enter: a socket's path has at most 107 bytes. */
function privateFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `envcheck-${name}-`));
  chmodSync(folder, 0o755);
  return folder;
}

/** Takes a folder away; what an engine still writes at its end may come in between. */
function cleared(folder: string): Promise<void> {
  return until(() => {
    rmSync(folder, { recursive: true, force: true });
  });
}

function runner(command: string, given: readonly string[], env: Readonly<Record<string, string>>): PrivateEngine["run"] {
  return (...args) =>
    execFileSync(command, [...given, ...args], { encoding: "utf8", env: { ...process.env, ...env }, stdio: "pipe" }).trim();
}

/** Needs root, and touches no setting of the network. */
export async function startDocker(): Promise<PrivateEngine> {
  const folder = privateFolder("docker");
  const socket = join(folder, "docker.sock");
  const limits = ["--default-ulimit=nofile=1024:1024", "--default-ulimit=nproc=1000:1000"];
  const places = [`--data-root=${folder}/data`, `--exec-root=${folder}/exec`, `--pidfile=${folder}/pid`, `--host=unix://${socket}`];
  const network = ["--iptables=false", "--ip6tables=false", "--bridge=none", "--storage-driver=vfs"];
  const log = openSync(join(folder, "log"), "w");
  const engine = spawn("dockerd", [...network, ...limits, ...places], { stdio: ["ignore", log, log] });
  const env = { DOCKER_HOST: `unix://${socket}`, DOCKER_CONFIG: join(folder, "config") };
  mkdirSync(env.DOCKER_CONFIG);
  const run = runner("docker", [], env);
  await until(() => run("version"));
  const stop = async (): Promise<void> => {
    const containers = run("ps", "--all", "--quiet").split("\n").filter(Boolean);
    if (containers.length > 0) run("rm", "--force", ...containers);
    const ended = new Promise((resolve) => engine.once("exit", resolve));
    engine.kill();
    await ended;
    await cleared(folder);
  };
  return { folder, socket, env, run, stop };
}

/** With runc, since crun does not run where groups of control are of both kinds; its service does not run. */
export function startPodman(): PrivateEngine {
  const folder = privateFolder("podman");
  const socket = join(folder, "podman.sock");
  const env = { CONTAINERS_CONF: join(folder, "containers.conf"), CONTAINERS_STORAGE_CONF: join(folder, "storage.conf") };
  const limits = 'default_ulimits = ["nofile=1024:1024", "nproc=1000:1000"]';
  const engine = '[engine]\nruntime = "runc"\ncgroup_manager = "cgroupfs"\nevents_logger = "none"';
  writeFileSync(env.CONTAINERS_CONF, `[containers]\n${limits}\nnetns = "none"\nlog_driver = "k8s-file"\n${engine}\n`);
  writeFileSync(env.CONTAINERS_STORAGE_CONF, `[storage]\ndriver = "vfs"\ngraphroot = "${folder}/data"\nrunroot = "${folder}/run"\n`);
  const run = runner("podman", [], env);
  const stop = (): Promise<void> => {
    run("rm", "--all", "--force", "--time=0");
    return cleared(folder);
  };
  return { folder, socket, env, run, stop };
}

/** Makes an image of busybox with programs by these names, and other files. */
export function makeImage(
  engine: PrivateEngine,
  name: string,
  programs: readonly string[],
  files: Readonly<Record<string, string>> = {},
): void {
  const root = join(engine.folder, `root-${name}`);
  mkdirSync(join(root, "bin"), { recursive: true });
  mkdirSync(join(root, "etc"));
  copyFileSync(busybox, join(root, "bin", programs[0] ?? "busybox"));
  for (const program of programs.slice(1)) symlinkSync(programs[0] ?? "busybox", join(root, "bin", program));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text, { mode: 0o755 });
  const archive = `${root}.tar`;
  execFileSync("tar", ["--create", "--file", archive, "--directory", root, "."]);
  engine.run("import", archive, `localhost/${name}:1`);
}

/** Polls for what needs a moment; throws what it threw last. */
export async function until<Result>(attempt: () => Result): Promise<Result> {
  for (let turn = 0; ; turn += 1) {
    try {
      return attempt();
    } catch (error) {
      if (turn === 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
