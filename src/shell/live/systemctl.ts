import { execFile } from "node:child_process";

/** What systemd said, or why it did not: a clause. */
export type Answer = { readonly output: string } | { readonly failure: string };

/** Milliseconds after which systemd is taken to hang. */
const patience = 5000;

const causes: readonly (readonly [RegExp, string])[] = [
  [/not been booted with systemd|Failed to connect to bus: (?:No such file|Host is down)/, "systemd does not run here"],
  [/Access denied|Permission denied|Operation not permitted|authentication/i, "systemd does not answer this user"],
  [/Failed to connect to bus/, "systemd cannot be reached"],
];

/** Runs systemctl without a shell and without the environment of envcheck. */
export function systemctl(args: readonly string[]): Promise<Answer> {
  const { PATH = "/usr/bin:/bin" } = process.env;
  const env = { PATH, LC_ALL: "C", SYSTEMD_COLORS: "0", SYSTEMD_PAGER: "" };
  return new Promise((resolve) => {
    // A PATH with "." in it must not find a program of the project.
    const options = { cwd: "/", env, timeout: patience, killSignal: "SIGKILL", maxBuffer: 2 ** 24, encoding: "utf8" } as const;
    execFile("systemctl", ["--no-pager", ...args], options, (error, output, stderr) => {
      resolve(error === null ? { output } : { failure: whyNot(error, stderr) });
    });
  });
}

function whyNot({ code, killed }: { readonly code?: unknown; readonly killed?: boolean }, stderr: string): string {
  if (code === "ENOENT") return "systemctl is not installed";
  if (killed === true) return "systemd does not answer";
  return causes.find(([pattern]) => pattern.test(stderr))?.[1] ?? "systemctl fails";
}
