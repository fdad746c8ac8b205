import { hiddenByFirst } from "../judgement/first-wins.ts";
import { grouped, together } from "../judgement/together.ts";
import type { Rule } from "./rule.ts";

export const firstFileWins: Rule = {
  id: "first-file-wins",
  scope: "project",
  severity: "warning",
  summary: "An env file is loaded behind a more general one, and its reader keeps what is set already.",
  why: "What the later file sets has no effect: the service runs with the values that were to be overridden.",
  *check(project) {
    for (const group of grouped(hiddenByFirst(project), ({ at, load }) => `${at.source.path}\0${load.source.path}`)) {
      const [{ by, kept, load }] = group;
      const file = kept.source.path;
      const finding = together(group, {
        one: `has no effect here: ${by} keeps the value of ${file}, which is loaded first`,
        several: `have no effect here: ${by} keeps the values of ${file}, which is loaded first`,
      });
      yield {
        ...finding,
        notes: [...(finding.notes ?? []), { at: kept, message: "this one counts" }, { at: load, message: "the files are loaded here" }],
        help: "load the more special file first, or tell the reader to override",
      };
    }
  },
};
