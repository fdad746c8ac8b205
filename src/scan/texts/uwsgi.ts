import { substitution } from "./substitution.ts";

/** The INI files of uWSGI; `%(x)` is a placeholder of its own (uwsgi-docs, Configuration and ConfigLogic). */
export const uwsgi = substitution({
  id: "uwsgi",
  prefilter: /\$\(|if-(?:not-)?env/,
  without: /^[ \t]*[;#].*$/gm,
  forms: [
    { pattern: /^[ \t]*if-(?:not-)?env[ \t]*=[ \t]*(?<name>[A-Za-z_]\w*)/gm, mode: "presence" },
    { pattern: /\$\((?<name>[A-Za-z_]\w*)\)/g, mode: "optional" },
  ],
});
