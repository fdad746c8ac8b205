import { substitution } from "./substitution.ts";

const action = /\{\{(?!-?\s*\/\*)[^{}]*\}\}/g;
const name = String.raw`\s+\\?["\x60](?<name>[A-Za-z_]\w*)\\?["\x60]`;

/**
 * Templates in the language of Go that have the environment at hand: gomplate, confd and dockerize (`getenv`, `.Env`), consul-template (`env`,
 * `envOrDefault`, `mustEnv`), helmfile (`requiredEnv`), Traefik's file provider and all with sprig (`env`).
 */
export const goTemplate = substitution({
  id: "go-template",
  prefilter: /\{\{[^}]{0,500}[eE]nv/,
  forms: [
    {
      pattern: new RegExp(String.raw`\b(?:env\.)?(?:[gG]etenv|envOrDefault|env)${name}(?:\s*\|\s*default)?(?:\s+"(?<or>[^"\n]*)")?`, "g"),
      mode: "optional",
      within: action,
    },
    { pattern: new RegExp(String.raw`\b(?:mustEnv|requiredEnv)${name}`, "g"), mode: "required", within: action },
    {
      pattern: /\.Env\.(?<name>[A-Za-z_]\w*)(?:(?:\s*\|\s*default)?\s+"(?<or>[^"\n]*)")?/g,
      mode: "optional",
      within: action,
    },
  ],
});
