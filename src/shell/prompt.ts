import { readSync } from "node:fs";
import { isTerminal } from "./surface.ts";
import { writeAll } from "./write.ts";

/** Bytes that an answer has at most. */
const longest = 4096;

/** Asks the person at the terminal, and waits for a line; undefined where nobody sits there, and in CI. */
export function ask(question: string, env: ReadonlyMap<string, string>): string | undefined {
  const ci = env.get("CI") ?? "";
  if ((ci !== "" && ci !== "false") || !process.stdin.isTTY || !isTerminal(2)) return undefined;
  writeAll(2, question);
  return readLine();
}

/** The end of input answers nothing, which is the default. */
function readLine(): string {
  const bytes = Buffer.alloc(longest);
  try {
    return bytes.toString("utf8", 0, readSync(0, bytes, 0, longest, null));
  } catch {
    return "";
  }
}
