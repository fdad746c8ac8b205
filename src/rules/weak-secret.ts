import { copied } from "../judgement/copied.ts";
import { flawed } from "../judgement/flawed.ts";
import { loudness, mayBeDeployed } from "../judgement/role.ts";
import type { Rule } from "./rule.ts";

export const weakSecret: Rule = {
  id: "weak-secret",
  scope: "project",
  inParts: true,
  severity: "warning",
  summary: "A secret is easy to guess.",
  why: "Whoever tries the obvious texts can sign sessions, open the database or take over accounts.",
  *check(project) {
    yield* flawed(project, {
      flaw: "weak-secret",
      severity: (role, declared) => (declared || !mayBeDeployed(role) ? loudness(role) : "warning"),
      one: "is easy to guess",
      several: "are easy to guess",
      help: "generate it, for example with openssl rand -base64 48",
    });
    yield* copied(project, "weak-secret");
  },
};
