import { leadsOnly } from "../text/platform/leads.ts";
import { basename, type Format } from "./format.ts";

/**
 * Bake builds images, and sets no variable of what runs: its arguments end with the build, unless the Dockerfile hands them on (Docker docs, "Bake
 * file reference"). It is never looked for.
 */
export const dockerBake: Format = {
  id: "docker-bake",
  summary: "docker-bake files, which set nothing that runs",
  unseen: "the images that it builds: name their Dockerfiles, with ?build-arg= for what counts",
  globs: [],
  options: [],
  accepts: ({ path }) => /^docker-bake(?:\.override)?\.(?:hcl|json)$/.test(basename(path)),
  read: ({ sources }) => {
    const otherwise =
      "bake sets no variable of what runs: its arguments end with the build; name the Dockerfile as the target, with ?build-arg=NAME=VALUE for those that it hands on";
    const problems = sources.flatMap((source) => leadsOnly(source, [], otherwise).problems);
    return { sources, bundles: new Map(), workloads: [], facts: [], problems };
  },
};
