import { flawed } from "../judgement/flawed.ts";
import { loudness, mayBeDeployed } from "../judgement/role.ts";
import type { Rule } from "./rule.ts";

export const weakSecret: Rule = {
  id: "weak-secret",
  scope: "project",
  severity: "warning",
  summary: "A secret is easy to guess.",
  why: "Whoever tries the obvious texts can sign sessions, open the database or take over accounts.",
  check: (project) =>
    flawed(project, {
      flaw: "weak-secret",
      severity: (role, declared) => (declared || !mayBeDeployed(role) ? loudness(role) : "warning"),
      message: "is easy to guess",
      help: "generate it, for example with openssl rand -base64 48",
    }),
};
