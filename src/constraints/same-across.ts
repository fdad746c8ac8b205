import { sameText } from "../model/sealed.ts";
import { holds, type Law, type Outcome, textsOf } from "./law.ts";

/** Several services have the same value in the same stage; a service where the variable is not set takes no part. */
export const sameAcross: Law = {
  kind: "same-across",
  judge({ variables, services }, { subject, all }) {
    const others = all.filter(({ service, stage }) => stage === subject.stage && service !== subject.service && services.includes(service));
    let hidden: Outcome | undefined;
    for (const name of variables) {
      const own = textsOf([name], subject);
      hidden ??= own.hidden;
      for (const other of others) {
        const theirs = textsOf([name], other);
        hidden ??= theirs.hidden;
        const [[mine], [his]] = [own.texts, theirs.texts];
        if (mine === undefined || his === undefined || sameText(mine.text, his.text)) continue;
        const message = `${name} differs between ${subject.service} and ${other.service} in ${subject.stage}`;
        return { state: "violated", names: [name], message, demand: "it must be the same", other };
      }
    }
    return hidden ?? holds;
  },
};
