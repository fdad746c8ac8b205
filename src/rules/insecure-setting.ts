import { type SignId, shows } from "../signs/index.ts";
import { literalsOf } from "../judgement/literals.ts";
import type { Role } from "../model/project.ts";
import type { Rule } from "./rule.ts";

interface Setting {
  readonly names: RegExp;
  /** The sign of the value that is dangerous; undefined takes any value. */
  readonly sign: SignId | undefined;
  /** Follows the name. */
  readonly effect: string;
  /** Whether a test that switches it hides what it should find. */
  readonly inTests: boolean;
}

/** From the manuals of Node, CPython (PEP 493), git, Go, oauthlib, Werkzeug, and the images of MySQL, MariaDB and Bitnami. */
const settings: readonly Setting[] = [
  { names: /^NODE_TLS_REJECT_UNAUTHORIZED$/, sign: "zero-like", effect: "switches off the check of every TLS certificate", inTests: true },
  { names: /^PYTHONHTTPSVERIFY$/, sign: "zero-like", effect: "switches off the check of every TLS certificate", inTests: true },
  { names: /^GIT_SSL_NO_VERIFY$/, sign: undefined, effect: "switches off the check of git's TLS certificates", inTests: false },
  { names: /^OAUTHLIB_INSECURE_TRANSPORT$/, sign: undefined, effect: "lets OAuth tokens travel without TLS", inTests: false },
  {
    names: /^(?:FLASK|WERKZEUG)_DEBUG$/,
    sign: "true-like",
    effect: "opens a debugger that runs code for whoever reaches it",
    inTests: false,
  },
  {
    names: /^(?:MYSQL|MARIADB)?_?ALLOW_EMPTY_(?:ROOT_)?PASSWORD$/,
    sign: "true-like",
    effect: "lets the database be opened without a password",
    inTests: false,
  },
];

export const insecureSetting: Rule = {
  id: "insecure-setting",
  scope: "project",
  severity: "warning",
  summary: "A well-known switch turns a protection off.",
  why: "It was meant for one test and stays for good, since everything works with it.",
  *check(project) {
    for (const { name, value, at, reading } of literalsOf(project)) {
      const setting = settings.find(({ names }) => names.test(name));
      if (setting === undefined || !isTold(setting, reading.role)) continue;
      if (setting.sign !== undefined && !shows(value, setting.sign)) continue;
      yield { at, variable: name, message: `${name} ${setting.effect}`, help: "remove it" };
    }
  },
};

function isTold({ inTests }: Setting, role: Role): boolean {
  return role === "deploy" || role === "unknown" || (inTests && role === "test");
}
