import type { Found, Open } from "../found.ts";
import { interpret } from "./shell/interpreter.ts";
import type { TextPack } from "./text-pack.ts";

/** `name: command`, each of which a shell runs (Heroku's Procfile, foreman, honcho). */
export const procfile: TextPack = {
  id: "procfile",
  prefilter: /^[\w-]+:.*\$/m,
  grammar: "bash",
  read(text, parse) {
    const reads: Found[] = [];
    const open: Open[] = [];
    for (const { 0: line, 1: head = "", index } of text.matchAll(/^([\w-]+:[ \t]*).*\$.*$/gm)) {
      const from = index + head.length;
      const place = (start: number, end: number): { start: number; end: number } => ({ start: from + start, end: from + end });
      const found = interpret({ tree: parse(line.slice(head.length)), place }, { parse });
      reads.push(...found.reads);
      open.push(...found.open);
    }
    return { reads, open };
  },
};
