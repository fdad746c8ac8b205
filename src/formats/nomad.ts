import type { Format } from "./format.ts";
import { readNomad } from "./nomad/read.ts";

/** Jobs of Nomad: each task with its `env`, and over it its env templates. */
export const nomad: Format = {
  id: "nomad",
  summary: "tasks of Nomad jobs in HCL",
  unseen: "what a template comes to, variables that are given when the job is run, what the client and devices add, and the ENV of images",
  globs: ["**/*.{nomad,hcl}"],
  options: [],
  accepts: ({ path, text }) =>
    /\.(?:nomad|hcl)$/.test(path) && /^[ \t]*job[ \t]+\S+[ \t]*\{/m.test(text) && /^[ \t]*task[ \t]+\S/m.test(text),
  read: readNomad,
};
