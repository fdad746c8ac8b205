import { substitution } from "./substitution.ts";

/** `{$X}` is put in before the file is read, `{env.X}` while it serves (caddyserver.com/docs/caddyfile/concepts). */
export const caddyfile = substitution({
  id: "caddyfile",
  prefilter: /\{\$|\{env\./,
  without: /(?<=^|\s)#.*$/gm,
  forms: [
    { pattern: /\{\$(?<name>[A-Za-z_]\w*)(?::(?<or>[^}\n]{0,500}))?\}/g, mode: "optional" },
    { pattern: /\{env\.(?<name>[A-Za-z_]\w*)\}/g, mode: "optional" },
  ],
});
