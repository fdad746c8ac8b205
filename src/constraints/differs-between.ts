import { sameText } from "../model/sealed.ts";
import { holds, type Law, type Outcome, textsOf } from "./law.ts";

/** Stages of one service have different values; told at the stage that is listed later. */
export const differsBetween: Law = {
  kind: "differs-between",
  judge({ variables, stages }, { subject, all }) {
    const earlier = new Set(stages.slice(0, Math.max(stages.indexOf(subject.stage), 0)));
    const others = all.filter(({ service, stage }) => service === subject.service && earlier.has(stage));
    let hidden: Outcome | undefined;
    for (const name of variables) {
      const own = textsOf([name], subject);
      for (const other of others) {
        const theirs = textsOf([name], other);
        hidden ??= own.hidden ?? theirs.hidden;
        const [[mine], [his]] = [own.texts, theirs.texts];
        if (mine === undefined || his === undefined || !sameText(mine.text, his.text)) continue;
        const message = `${name} is the same in ${subject.stage} and ${other.stage}`;
        return { state: "violated", names: [name], message, demand: "it must differ", other };
      }
    }
    return hidden ?? holds;
  },
};
