import { readFileSync } from "node:fs";
import { codeOf } from "../files.ts";

/**
 * Signals that are passed on; a system that lacks one never sends it. The others nobody can catch, or the shell that has started the job sends
 * them to all of it, or they tell of envcheck itself.
 */
const passed: readonly NodeJS.Signals[] = [
  "SIGHUP",
  "SIGINT",
  "SIGQUIT",
  "SIGTERM",
  "SIGUSR1",
  "SIGUSR2",
  "SIGALRM",
  "SIGVTALRM",
  "SIGURG",
  "SIGWINCH",
  "SIGPWR",
  "SIGINFO",
  "SIGBREAK",
];

/** What a terminal sends to every process in front of it, the command among them. */
const ofTerminal: ReadonlySet<string> = new Set(["SIGINT", "SIGQUIT", "SIGWINCH"]);

/** Hands every signal to `pass` that the command does not get anyway; the result ends that. */
export function passSignals(pass: (signal: NodeJS.Signals) => void): () => void {
  const listener = (signal: NodeJS.Signals): void => {
    if (!ofTerminal.has(signal) || !isInFront()) pass(signal);
  };
  for (const name of passed) process.on(name, listener);
  return () => {
    for (const name of passed) process.off(name, listener);
  };
}

/** Whether this is the job that a terminal sends its signals to (fields 5, 7 and 8 of proc_pid_stat(5)). */
function isInFront(): boolean {
  try {
    const stat = readFileSync("/proc/self/stat", "latin1");
    const [, , group, , terminal, foreground] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return terminal !== "0" && group === foreground;
  } catch (error) {
    codeOf(error);
    return process.getBuiltinModule("node:tty").isatty(0);
  }
}

/** Ends as a command did that a signal has ended. For process 1 of a container most signals do nothing: then it is the number that shells give it. */
export function endBy(signal: NodeJS.Signals): Promise<number> {
  // A listener that comes and goes leaves the signal as a process finds it that does not care; Node itself ignores SIGPIPE.
  if (signal !== "SIGKILL" && signal !== "SIGSTOP") process.on(signal, doNothing).off(signal, doNothing);
  process.kill(process.pid, signal);
  return new Promise((resolve) => setTimeout(resolve, 100, 128 + numberOf(signal)));
}

/** What the system calls a signal. */
export function numberOf(signal: NodeJS.Signals): number {
  return process.getBuiltinModule("node:os").constants.signals[signal];
}

function doNothing(): void {
  return undefined;
}
