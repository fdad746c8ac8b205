import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** Builds what the command-line tests run. */
export default function setup(): void {
  execFileSync(process.execPath, [join(import.meta.dirname, "../scripts/build.mjs")], { stdio: ["ignore", "ignore", "inherit"] });
}
