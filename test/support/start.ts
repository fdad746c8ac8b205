import { type ChildProcess, spawn, type SpawnOptions, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const bin = join(import.meta.dirname, "..", "..", "bin");

/** Both ways to start a command behind envcheck; the words that come before envcheck's own flags. */
export const forms = {
  "envcheck run": [process.execPath, join(bin, "envcheck.cjs"), "run"],
  "envcheck-run": ["/bin/sh", join(bin, "envcheck-run")],
} as const;
export type Form = keyof typeof forms;

/** Whether a form leaves no process in front of the command. */
export const becomes: Readonly<Record<Form, boolean>> = { "envcheck run": "execve" in process, "envcheck-run": true };

export const schema = `service: auth
stages: { production: .env }
variables:
  SECRET_KEY: { type: secret, min-length: 20 }
  PORT: { type: port, in: { production: { one-of: [8000] } } }
`;
/** What the schema demands. */
export const good = { SECRET_KEY: "qzvhK3jPw8LxTn5RbYd2", PORT: "8000" };

/** A folder with a schema and these files. */
export function project(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "envcheck-run-"));
  for (const [path, text] of Object.entries({ "schemas/auth.yaml": schema, ...files })) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text, { mode: path.startsWith("bin/") ? 0o755 : 0o644 });
  }
  return folder;
}

export interface Wanted {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: Buffer;
}

/** Node where the tests run need not be in a PATH of the test's own. */
const nodeFolder = join(process.execPath, "..");

export function environment(env: Readonly<Record<string, string>> = good): Record<string, string> {
  return { PATH: `/usr/bin:/bin:${nodeFolder}`, HOME: tmpdir(), ENVCHECK_NO_CODE_CACHE: "1", ...env };
}

/** A whole run. */
export function ran(form: Form, words: readonly string[], { cwd, env, input }: Wanted) {
  const [program, ...args] = [...forms[form], ...words];
  const { status, signal, stdout, stderr } = spawnSync(program, args, { cwd, env: environment(env), input, maxBuffer: 64 * 1024 * 1024 });
  return { status, signal, bytes: stdout, stdout: stdout.toString(), stderr: stderr.toString() };
}

/** A run that goes on; what the command prints is waited for. */
export function running(form: Form, words: readonly string[], { cwd, env }: Wanted, options: SpawnOptions = {}): ChildProcess {
  const [program, ...args] = [...forms[form], ...words];
  return spawn(program, args, { cwd, env: environment(env), stdio: ["ignore", "pipe", "inherit"], ...options });
}

/** Resolves once the command has printed the text. */
export function printed(child: ChildProcess, text: string): Promise<string> {
  let all = "";
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      all += chunk.toString();
      if (all.includes(text)) resolve(all);
    });
    child.on("exit", () => reject(new Error(`it ended before it printed ${text}`)));
  });
}

export function ended(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve) => child.on("exit", (code, signal) => resolve({ code, signal })));
}
