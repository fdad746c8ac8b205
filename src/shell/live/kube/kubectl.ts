import { execFile } from "node:child_process";
import { listAt, parseJson, stringAt } from "../../../text/json-value.ts";
import { causeOf, hindranceOf, Unanswered } from "./failure.ts";

/** What kubectl is started with. */
export interface Reach {
  readonly environment: Readonly<Record<string, string>>;
  /** Undefined for the current one. */
  readonly context: string | undefined;
  readonly namespace: string | undefined;
  /** Milliseconds for one question. */
  readonly patience: number;
}

/** What of a resource is asked for. */
export interface Wanted {
  readonly names?: readonly string[];
  readonly labels?: ReadonlyMap<string, string>;
}

interface Ended {
  readonly stdout: Buffer;
  readonly stderr: string;
  readonly failure: { readonly code: string | number | undefined; readonly killed: boolean } | undefined;
}

/** Bytes of the largest answer. */
const largest = 256 * 1024 * 1024;
/** Times the patience of one question that all of them together may take. */
const rounds = 3;

/** A cluster, asked through kubectl, so that every way of authentication works. Values never stand in its arguments. */
export class Kubectl {
  readonly #reach: Reach;
  readonly #deadline: number;

  constructor(reach: Reach) {
    this.#reach = reach;
    this.#deadline = Date.now() + rounds * reach.patience;
  }

  /** The objects of a resource, with what tells who changed them. Names that do not exist give nothing. Throws {@link Unanswered}. */
  async get(resource: string, { names = [], labels = new Map() }: Wanted = {}): Promise<readonly unknown[]> {
    const selector = [...labels].map(([key, value]) => `${key}=${value}`).join(",");
    const options = ["--output=json", "--show-managed-fields", ...(selector === "" ? [] : [`--selector=${selector}`])];
    const { stdout, stderr, failure } = await this.#run([
      "get",
      ...options,
      ...(names.length > 0 ? ["--ignore-not-found", resource, ...names] : [resource]),
    ]);
    if (failure !== undefined) throw new Unanswered(whyFailed(failure) ?? causeOf(stderr));
    return objectsIn(stdout);
  }

  /** The names of the contexts of the kubeconfig. */
  async contexts(): Promise<readonly string[]> {
    const { stdout, failure } = await this.#start(["config", "get-contexts", "--output=name"]);
    return failure === undefined
      ? stdout
          .toString("utf8")
          .split("\n")
          .filter((line) => line !== "")
      : [];
  }

  /** What a container's main process was started with; or why nobody can see that, as a clause that follows its address. */
  async environ(pod: string, container: string): Promise<Buffer | string> {
    const { stdout, stderr, failure } = await this.#run(["exec", pod, `--container=${container}`, "--", "cat", "/proc/1/environ"]);
    if (failure === undefined) return stdout;
    const cause = whyFailed(failure);
    return cause === undefined ? hindranceOf(stderr) : `cannot be looked into, since ${cause}`;
  }

  #run(args: readonly string[]): Promise<Ended> {
    const { context, namespace, patience } = this.#reach;
    const [verb = "", ...rest] = args;
    const where = [
      ...(context === undefined ? [] : [`--context=${context}`]),
      ...(namespace === undefined ? [] : [`--namespace=${namespace}`]),
      `--request-timeout=${String(Math.ceil(patience / 1000))}s`,
    ];
    return this.#start([verb, ...where, ...rest]);
  }

  #start(args: readonly string[]): Promise<Ended> {
    const left = Math.min(this.#reach.patience, this.#deadline - Date.now());
    if (left <= 0) return Promise.resolve({ stdout: Buffer.alloc(0), stderr: "", failure: { code: undefined, killed: true } });
    // A PATH with "." in it must not find a program of the checkout.
    const options = {
      cwd: "/",
      env: this.#reach.environment,
      encoding: "buffer",
      maxBuffer: largest,
      timeout: left,
      windowsHide: true,
    } as const;
    return new Promise((resolve) => {
      const child = execFile("kubectl", [...args], options, (error, stdout, stderr) => {
        const failure = error === null ? undefined : { code: error.code ?? undefined, killed: error.killed === true };
        resolve({ stdout, stderr: stderr.toString("utf8"), failure });
      });
      child.stdin?.end();
    });
  }
}

/** One object, or those of a list. */
function objectsIn(stdout: Buffer): readonly unknown[] {
  if (stdout.length === 0) return [];
  const answer = parseJson(stdout.toString("utf8"));
  if (answer === undefined) throw new Unanswered("the cluster answers with something that is not whole");
  return stringAt(answer, "kind") === "List" ? listAt(answer, "items") : [answer];
}

/** What is known without anything that kubectl said. */
function whyFailed({ code, killed }: NonNullable<Ended["failure"]>): string | undefined {
  if (code === "ENOENT") return "kubectl is not installed";
  if (code === "EACCES") return "kubectl may not be run";
  if (code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") return "the answer is larger than 256 MiB";
  return killed ? "the cluster does not answer in time" : undefined;
}
