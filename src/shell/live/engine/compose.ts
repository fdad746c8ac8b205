import { execFile } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { textOf } from "./endpoint.ts";
import { at, textAt } from "./json.ts";

/** Milliseconds that compose may take. */
const patience = 3000;

/** Loaders of compose that would fetch files from elsewhere. */
const local: Readonly<Record<string, string>> = { COMPOSE_EXPERIMENTAL_GIT_REMOTE: "0", COMPOSE_EXPERIMENTAL_OCI_REMOTE: "0" };

/** What compose has told its containers of the project that they came of. */
interface Project {
  readonly name: string;
  readonly service: string;
  readonly folder: string;
  readonly files: readonly string[];
  readonly envFiles: readonly string[];
}

/** Asks compose, by a dry run, whether it would create containers anew that it has made. */
export class Compose {
  readonly #env: Readonly<Record<string, string>>;
  /** What was said of each service; its replicas are the same to compose. */
  readonly #said = new Map<string, Promise<string>>();

  /** Variables by which compose reaches the engine. */
  constructor(env: Readonly<Record<string, string>>) {
    this.#env = env;
  }

  /**
   * Whether the files of its project say otherwise than when a container was created; false where compose cannot tell. `config --hash` is of no use
   * for that: it leaves out what `env_file` brings, and so differs from the label of every such container.
   */
  async wouldRecreate(inspected: unknown, name: string): Promise<boolean> {
    const project = projectOf(at(inspected, "Config", "Labels"));
    const created = Date.parse(textAt(inspected, "Created") ?? "");
    if (project === undefined || !isAnyNewer(project, created) || runsOthers(project)) return false;
    const args = argumentsFor(project);
    const key = args.join("\0");
    const said = this.#said.get(key) ?? this.#ask(args);
    this.#said.set(key, said);
    const text = await said;
    // What the deploying shell had and this one has not makes every container look changed.
    return (
      !text.includes("variable is not set") && text.split("\n").some((line) => line.trimEnd().endsWith(` Container ${name}  Recreate`))
    );
  }

  async #ask(args: readonly string[]): Promise<string> {
    const env = { ...process.env, ...this.#env, ...local };
    const signal = AbortSignal.timeout(patience);
    return (await run("docker", ["compose", ...args], env, signal)) ?? (await run("docker-compose", args, env, signal)) ?? "";
  }
}

function projectOf(labels: unknown): Project | undefined {
  const label = (name: string): string => textAt(labels, `com.docker.compose.${name}`) ?? "";
  const [name, service, folder] = [label("project"), label("service"), label("project.working_dir")];
  const files = listIn(label("project.config_files"));
  if (name === "" || service === "" || files.length === 0 || ![folder, ...files].every(isAbsolute)) return undefined;
  return { name, service, folder, files, envFiles: listIn(label("project.environment_file")) };
}

function listIn(text: string): readonly string[] {
  return text === "" ? [] : text.split(",");
}

function argumentsFor({ name, service, folder, files, envFiles }: Project): readonly string[] {
  const from = ["--project-name", name, "--project-directory", folder, ...files.flatMap((file) => ["--file", file])];
  const ask = ["--dry-run", "create", "--no-build", "--pull", "never", "--", service];
  return [...from, ...envFiles.flatMap((file) => ["--env-file", file]), ...ask];
}

/** The files of a project, and those beside them that they may take from. */
function filesOf({ folder, files, envFiles }: Project): readonly string[] {
  return [...files, ...envFiles, ...new Set([folder, ...files.map(dirname)].flatMap(besides))];
}

function besides(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /env|ya?ml/i.test(name))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** By the time of the inode, which no copy can set back. */
function isAnyNewer(project: Project, moment: number): boolean {
  return filesOf(project).some((path) => (statSync(path, { throwIfNoEntry: false })?.ctimeMs ?? 0) > moment);
}

/** Whether compose may run programs that a project names, which no dry run keeps it from. */
function runsOthers(project: Project): boolean {
  return filesOf(project).some((path) => /\.ya?ml$/i.test(path) && /\bprovider["']?\s*:/.test(textOf(path) ?? ""));
}

/** What a program says on both streams; undefined where it is not there, fails or takes too long. */
function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(program, args, { cwd: "/", env, signal }, (error, stdout, stderr) => resolve(error === null ? stdout + stderr : undefined));
  });
}
