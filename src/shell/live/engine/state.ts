import { at, numberAt, textAt } from "./json.ts";

/** What the states of Docker and podman come to, but for those in which there is a process. */
const states: ReadonlyMap<string, string> = new Map([
  ["created", "is not running: it was created and never started"],
  ["configured", "is not running: it was created and never started"],
  ["initialized", "is not running: it was created and never started"],
  ["dead", "is not running: it is being removed"],
  ["removing", "is not running: it is being removed"],
]);

/** Why a container has no process that could be looked at, a clause that follows its name; undefined where it has one. */
export function standstill(inspected: unknown): string | undefined {
  const state = at(inspected, "State");
  const status = textAt(state, "Status") ?? (at(state, "Running") === true ? "running" : "exited");
  if (status === "running" || status === "paused") return undefined;
  return (
    states.get(status) ?? `is not running (${status === "restarting" ? "it is restarted again and again, and last " : ""}${exitOf(state)})`
  );
}

function exitOf(state: unknown): string {
  const code = numberAt(state, "ExitCode");
  return `exited${code === undefined ? "" : ` with ${String(code)}`}${at(state, "OOMKilled") === true ? ", out of memory" : ""}`;
}

/** When its process started, in Unix milliseconds; engines say the year 1 where it never did. */
export function startOf(inspected: unknown): number | undefined {
  const started = Date.parse(textAt(inspected, "State", "StartedAt") ?? "");
  return started > 0 ? started : undefined;
}

/** The number of its process on the machine of the engine; undefined where there is none. */
export function pidOf(inspected: unknown): number | undefined {
  const pid = numberAt(inspected, "State", "Pid") ?? 0;
  return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
}

/** Whether the engine has put an init of its own in front of the program (`docker run --init`). */
export function hasInit(inspected: unknown): boolean {
  return at(inspected, "HostConfig", "Init") === true;
}

/** The number that its process has inside of it; undefined where it shares the numbers of another container, in which its own is not known. */
export function innerPidOf(inspected: unknown): number | undefined {
  const mode = textAt(inspected, "HostConfig", "PidMode") ?? "";
  if (mode === "host") return pidOf(inspected);
  return mode === "" || mode === "private" ? 1 : undefined;
}
