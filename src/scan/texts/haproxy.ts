import { substitution } from "./substitution.ts";

const quoted = /"(?:[^"\\\n]|\\.)*"/g;

/** Only between double quotes; what is not set is empty (HAProxy's configuration manual, 2.3). */
export const haproxy = substitution({
  id: "haproxy",
  prefilter: /\$[{A-Za-z_]|\benv\(/,
  without: /(?<=^|\s)#.*$|'[^'\n]*'|\\\$/gm,
  own: /^[ \t]*(?:pre)?setenv[ \t]+(?<name>\w+)/gm,
  forms: [
    { pattern: /\$\{(?<name>[A-Za-z_]\w*)(?:\[\*\])?(?:-(?<or>[^}\n]{0,500}))?\}/g, mode: "optional", within: quoted },
    { pattern: /\$(?<name>[A-Za-z_]\w*)/g, mode: "optional", within: quoted },
    { pattern: /\benv\((?<name>[A-Za-z_]\w*)\)/g, mode: "optional" },
  ],
});
