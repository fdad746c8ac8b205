import { substitution } from "./substitution.ts";

/**
 * The templates of the official nginx image, which `envsubst` fills in: a name that is not set stays as it is written, and nginx takes it for one of
 * its own, which are in lower case.
 */
export const nginxTemplate = substitution({
  id: "nginx-template",
  prefilter: /\$\{?[A-Z_]/,
  without: /(?<=^|\s)#.*$/gm,
  own: /\b(?:set|map[ \t]+\S+|geo(?:[ \t]+\S+)?)[ \t]+\$(?<name>\w+)/g,
  forms: [
    { pattern: /\$\{(?<name>_*[A-Z][A-Z0-9_]*)(?:(?<operator>:?[-?])(?<or>[^}]{0,500}))?\}/g, mode: "required" },
    { pattern: /\$(?<name>_*[A-Z][A-Z0-9_]*)\b/g, mode: "required" },
  ],
});
