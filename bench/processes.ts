import { spawn } from "node:child_process";
import { processes as listed } from "../src/shell/live/proc.ts";
import { name } from "../src/shell/live/name.ts";
import { inside, type Row } from "./rows.ts";

const count = 1000;
const permissions = { readSecrets: false };

/** Processes that sleep, with as many variables as a service has. */
export function* processes(): Generator<Row> {
  const env = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`VARIABLE_${String(i)}`, "x".repeat(30)]));
  const script = `i=0; while [ $i -lt ${String(count)} ]; do /bin/sleep 600 & i=$((i + 1)); done; wait`;
  const { pid = 0 } = spawn("/bin/sh", ["-c", script], { env, stdio: "ignore", detached: true });
  try {
    while ([...listed().values()].filter(({ comm, parent }) => comm === "sleep" && parent === pid).length < count);
    const find =
      (wanted: string): (() => unknown) =>
      () =>
        void name({ scheme: "name", name: wanted, options: new Map() }, permissions);
    yield inside("1,000 processes found by their name, and their environments read", find("sleep"), 60);
    yield inside("1,000 processes, none of them meant", find("no-*-such"), 60);
  } finally {
    process.kill(-pid);
  }
}
