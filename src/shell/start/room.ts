import { readFileSync } from "node:fs";
import { codeOf } from "../files.ts";

/** Bytes that the kernel always takes (ARG_MAX of Linux, execve(2)), and the most that one text may have. */
const [always, longestText] = [131_072, 131_072];
/** Bytes of a stack where nothing is said of it; a quarter is for arguments and environment, and never more than three quarters of it. */
const usualStack = 8 * 1024 * 1024;
/** For each text the kernel keeps its address as well. */
const address = 8;

/** Why the kernel would not take these arguments and this environment (E2BIG), as a clause that says nothing of them. */
export function tooLong(args: readonly string[], env: ReadonlyMap<string, string>): string | undefined {
  const given = args.map((text) => Buffer.byteLength(text) + 1);
  if (given.some((length) => length > longestText)) return "an argument is longer than the 128 KiB that the system lets one have (E2BIG)";
  let all = given.reduce((sum, length) => sum + length + address, 0);
  for (const [name, value] of env) {
    const length = Buffer.byteLength(name) + Buffer.byteLength(value) + 2;
    if (length > longestText) return `${name} is longer than the 128 KiB that the system lets one variable have (E2BIG)`;
    all += length + address;
  }
  if (all <= always || all <= room()) return undefined;
  return `its arguments and its environment are ${mebibytes(all)} MiB, and the system takes ${mebibytes(room())} (E2BIG; a higher ulimit -s lets more in)`;
}

function room(): number {
  return Math.max(always, Math.min(stackLimit() / 4, (usualStack / 4) * 3));
}

function stackLimit(): number {
  try {
    const [, soft] = /^Max stack size\s+(\d+|unlimited)/m.exec(readFileSync("/proc/self/limits", "latin1")) ?? [];
    return soft === undefined ? usualStack : soft === "unlimited" ? Infinity : Number(soft);
  } catch (error) {
    codeOf(error);
    return usualStack;
  }
}

function mebibytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
