import { sameText } from "../model/sealed.ts";
import type { Project } from "../model/project.ts";
import { namesOneOf } from "../signs/index.ts";
import { type Literal, literalsOf } from "../judgement/literals.ts";
import { grouped } from "../judgement/together.ts";
import { basename } from "../text/path.ts";
import { type StagePath, stageOfPath } from "../text/stages.ts";
import type { Rule } from "./rule.ts";

export const stageMixup: Rule = {
  id: "stage-mixup",
  scope: "project",
  severity: "warning",
  summary: "A stage has a value that names another stage, and that the other stage has too.",
  why: "It was copied from there, so that one stage reads and writes what belongs to the other.",
  holds: ({ spec }) => spec.sources.some(({ path }) => stageOfPath(path) !== undefined),
  *check(project) {
    for (const group of grouped(staged(project), ({ name, stage }) => JSON.stringify([name, stage.pattern]))) {
      const stages = new Set(group.map(({ stage }) => stage.words[0]));
      for (const one of group) {
        const alike = group.filter((other) => other.stage.words !== one.stage.words && sameText(other.value.text, one.value.text));
        const owner = alike.find(({ stage }) => namesOneOf(one.value, stage.words));
        if (owner === undefined || namesOneOf(one.value, one.stage.words) || (stages.size > 2 && alike.length + 1 === stages.size))
          continue;
        const { name, at } = one;
        const [own = "", other = ""] = [one.stage.words[0], owner.stage.words[0]];
        yield {
          at,
          variable: name,
          message: `${name} seems to be meant for ${other}, but this file is for ${own}`,
          notes: [{ at: owner.at, message: `the same value in the file for ${other}` }],
          help: `give ${own} its own`,
        };
      }
    }
  },
};

interface Staged extends Literal {
  readonly stage: StagePath;
}

/** What stands in the file of a stage. Loaders that read `.env.development` do so on a desk, which may well use what staging has. */
function staged(project: Project): Staged[] {
  return literalsOf(project).flatMap((literal) => {
    const { path } = literal.at.source;
    const stage = stageOfPath(path);
    const isDesk = stage?.words.includes("dev") === true && basename(path).startsWith(".env");
    return stage === undefined || isDesk || literal.reading.role === "example" || literal.reading.role === "test"
      ? []
      : [{ ...literal, stage }];
  });
}
