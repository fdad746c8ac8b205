import type { Found } from "../found.ts";
import type { Framework } from "./framework.ts";

const STATIC = /^\$env\/static\/(?:private|public)$/;

/** https://svelte.dev/docs/kit/$env-static-private: a build fails where an imported variable is not set. `$env/dynamic` is an environment like any other. */
export const sveltekit: Framework = {
  id: "sveltekit",
  languages: ["typescript"],
  needs: /\$env\/static\//,
  readers: ["$env/static/private", "$env/static/public"].map((of) => ({ access: "member", of, mode: "required" })),
  declared({ module }) {
    const imported = [...module.definitions.values()].flat().flatMap(({ from, node }): readonly Found[] => {
      if (from === undefined || from.name === null || from.name === "*" || !STATIC.test(from.module)) return [];
      return [
        {
          variable: from.name,
          at: { start: node.start, end: node.end },
          mode: "required",
          confidence: "certain",
          default: null,
          type: null,
        },
      ];
    });
    return { reads: imported, open: [] };
  },
};
