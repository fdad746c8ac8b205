import { forWhomIn, inClosure } from "../judgement/closure.ts";
import { misplacedAmong } from "../judgement/misplaced.ts";
import { isRead, unreadOf } from "../judgement/unread.ts";
import type { Closure } from "../model/project.ts";
import type { Finding } from "../model/diagnostic.ts";
import type { Rule } from "./rule.ts";

export const unread: Rule = {
  id: "unread",
  scope: "project",
  severity: "warning",
  summary: "A variable is declared or set for code that does not read it.",
  why: "Whoever changes it believes that something happens; often it is an old name, and the new one is not set.",
  *check({ closures }) {
    const misplaced = misplacedAmong(closures);
    for (const closure of closures) {
      yield* declaredInVain(closure);
      yield* setInVain(closure, new Set(misplaced.get(closure)?.map(({ name }) => name)));
    }
  },
};

/** What another service reads, or another name is meant by, has rules of its own. */
function* setInVain(closure: Closure, misplaced: ReadonlySet<string>): Iterable<Finding> {
  for (const { name, entry, meant } of unreadOf(closure)) {
    if (meant !== undefined || misplaced.has(name)) continue;
    const finding = {
      at: entry.from[0].at,
      variable: name,
      message: `${name} is set${forWhomIn(closure)}, but the code does not read it`,
    };
    yield inClosure({ ...finding, help: "remove it, or correct its name" }, closure);
  }
}

/** Only where the schema says which code is meant: another repository may hold what reads the variable. */
function* declaredInVain({ deployment, code }: Closure): Iterable<Finding> {
  if (deployment === undefined || code.by !== "schema") return;
  const { schema } = deployment;
  for (const { name, at, aliases, forbidden, deprecated } of deployment.declarations.values()) {
    if (forbidden || deprecated !== undefined || [name, ...aliases].some((one) => isRead(one, code))) continue;
    const message = `${name} is declared, but the code of ${schema.service} does not read it`;
    yield { at, variable: name, message, help: "remove it from the schema, or name what reads it: code, readers, dynamic" };
  }
}
