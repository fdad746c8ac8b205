import { interpret } from "./shell/interpreter.ts";
import type { TextPack } from "./text-pack.ts";

/** Scripts of sh, bash and their kin, interpreted over what is known of every name: POSIX.1-2024 XCU 2 and the manual of bash 5.2. */
export const shell: TextPack = {
  id: "shell",
  prefilter: /\$|printenv|compgen|envsubst|[ \t]-v[ \t]/,
  grammar: "bash",
  read(text, parse) {
    const options = /^#![^\n]*sh[ \t]+-(\w+)/.exec(text)?.[1] ?? "";
    const [errexit, nounset] = [options.includes("e"), options.includes("u")];
    return interpret({ tree: parse(text), place: (start, end) => ({ start, end }) }, { parse, errexit, nounset });
  },
};
