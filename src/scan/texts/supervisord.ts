import { substitution } from "./substitution.ts";

/** Supervisor refuses a configuration with a name that it cannot expand (supervisor/options.py, `expand`). */
export const supervisord = substitution({
  id: "supervisord",
  prefilter: /%\(ENV_/,
  without: /^[ \t]*[;#].*$|[ \t];.*$|%%/gm,
  forms: [{ pattern: /%\(ENV_(?<name>[A-Za-z_]\w*)\)[sdi]/g, mode: "required" }],
});
