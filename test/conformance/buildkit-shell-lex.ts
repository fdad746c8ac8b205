import { unseal } from "../../src/model/sealed.ts";
import { absent, known } from "../../src/model/value.ts";
import { Effort } from "../../src/text/dockerfile/effort.ts";
import { expandWord, isRefusal } from "../../src/text/dockerfile/shell-word.ts";
import type { Adapter } from "./adapter.ts";

/** The words that ENV and ARG can hold, and, in mode `words`, what they split into. */
export const adapter: Adapter = {
  vectors: "buildkit-shell-lex",
  run: ({ input, context, mode }) => {
    const set = new Map(Object.entries(Object(context["env"])));
    const lookup = (name: string) => (set.has(name) ? known(String(set.get(name))) : absent);
    const result = expandWord(String(input), { escape: "\\", lookup, effort: new Effort(), split: mode === "words" });
    if (isRefusal(result)) return { error: true };
    if (mode === "words") return { value: result.words };
    return result.value.state === "known" ? { value: unseal(result.value.text) } : { value: result.value };
  },
};
