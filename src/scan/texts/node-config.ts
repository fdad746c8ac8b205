import type { TextPack } from "./text-pack.ts";

/** A value of JSON or YAML that is a name in capitals, by itself or as `__name`. */
const NAME = /(:[ \t]*)(["']?)([A-Z][A-Z0-9_]*)\2[ \t]*(?=[,}\r\n#]|$)/g;

/** https://github.com/node-config/node-config/wiki/Environment-Variables: in custom-environment-variables.* each value names a variable, which may be absent. */
export const nodeConfig: TextPack = {
  id: "node-config",
  prefilter: /[A-Z]/,
  read(text) {
    const reads = [...text.matchAll(NAME)].map((match) => {
      const [, before = "", quote = "", variable = ""] = match;
      const start = match.index + before.length + quote.length;
      return {
        variable,
        at: { start, end: start + variable.length },
        mode: "optional" as const,
        confidence: null,
        default: null,
        type: null,
      };
    });
    return { reads, open: [] };
  },
};
