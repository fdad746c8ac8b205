import { type SignId, shows } from "../signs/index.ts";
import { isDebugSwitch } from "../text/names.ts";
import { type Literal, literalsOf } from "../judgement/literals.ts";
import type { Role } from "../model/project.ts";
import type { Rule } from "./rule.ts";

interface Setting {
  /** The sign of the value that is dangerous; undefined takes any value. */
  readonly sign: SignId | undefined;
  /** Follows the name. */
  readonly effect: string;
  /** Where it is told; where it is only usual to mean it (`general`), a schema that declares the variable has the word. */
  readonly roles: ReadonlySet<Role>;
  readonly general?: true;
}

const deployed: ReadonlySet<Role> = new Set(["deploy"]);
const perhaps: ReadonlySet<Role> = new Set(["deploy", "unknown"]);
/** What hides in a test what the test should find. */
const inTests: ReadonlySet<Role> = new Set(["deploy", "unknown", "test"]);

const certificates = "switches off the check of every TLS certificate";

const passwordless: Setting = { sign: "true-like", effect: "lets the database be opened without a password", roles: perhaps };
const openDebugger: Setting = { sign: "true-like", effect: "opens a debugger that runs code for whoever reaches it", roles: perhaps };

/** From the manuals of Node, CPython (PEP 493), git, Go, oauthlib, Werkzeug, OpenSearch, and the images of MySQL, MariaDB, PostgreSQL and Bitnami. */
const settings: ReadonlyMap<string, Setting> = new Map<string, Setting>([
  ["NODE_TLS_REJECT_UNAUTHORIZED", { sign: "zero-like", effect: certificates, roles: inTests }],
  ["PYTHONHTTPSVERIFY", { sign: "zero-like", effect: certificates, roles: inTests }],
  ["GIT_SSL_NO_VERIFY", { sign: undefined, effect: "switches off the check of git's TLS certificates", roles: perhaps }],
  ["OAUTHLIB_INSECURE_TRANSPORT", { sign: undefined, effect: "lets OAuth tokens travel without TLS", roles: perhaps }],
  ["FLASK_DEBUG", openDebugger],
  ["WERKZEUG_DEBUG", openDebugger],
  ["ALLOW_EMPTY_PASSWORD", passwordless],
  ["ALLOW_EMPTY_ROOT_PASSWORD", passwordless],
  ["MYSQL_ALLOW_EMPTY_PASSWORD", passwordless],
  ["MYSQL_ALLOW_EMPTY_ROOT_PASSWORD", passwordless],
  ["MARIADB_ALLOW_EMPTY_PASSWORD", passwordless],
  ["MARIADB_ALLOW_EMPTY_ROOT_PASSWORD", passwordless],
  ["POSTGRES_HOST_AUTH_METHOD", { ...passwordless, sign: "trust" }],
  ["DISABLE_SECURITY_PLUGIN", { sign: "true-like", effect: "opens the search engine to whoever reaches it", roles: deployed }],
]);

/** What many programs have under names of their own. */
const families: readonly (Setting & { readonly isNamed: (name: string) => boolean })[] = [
  {
    isNamed: (name) => /(?:^|_)INSECURE_SKIP_VERIFY$/.test(name),
    sign: "true-like",
    effect: "switches off the check of TLS certificates",
    roles: perhaps,
  },
  {
    isNamed: (name) => /(?:^|_)COOKIE_SECURE$/.test(name),
    sign: "false-like",
    effect: "lets the cookie travel without TLS",
    roles: deployed,
    general: true,
  },
  { isNamed: isDebugSwitch, sign: "true-like", effect: "switches debugging on in a deploy", roles: deployed, general: true },
];

/** A piece of the names of every family: few names have one. */
const telltale = /SKIP_VERIFY|COOKIE_SECURE|debug/i;

function settingOf(name: string): Setting | undefined {
  return settings.get(name) ?? (telltale.test(name) ? families.find(({ isNamed }) => isNamed(name)) : undefined);
}

export const insecureSetting: Rule = {
  id: "insecure-setting",
  scope: "project",
  inParts: true,
  severity: "warning",
  summary: "A well-known switch turns a protection off.",
  why: "It was meant for one test and stays for good, since everything works with it.",
  *check(project) {
    for (const literal of literalsOf(project)) {
      const setting = settingOf(literal.name);
      if (setting === undefined || !isTold(setting, literal)) continue;
      const { name, at } = literal;
      const help = setting.general === undefined ? "remove it" : "turn it round, or declare it in a schema if it is meant";
      yield { at, variable: name, message: `${name} ${setting.effect}`, help };
    }
  },
};

function isTold({ roles, sign, general }: Setting, { reading, value, declared }: Literal): boolean {
  if (!roles.has(reading.role) || (general === true && declared)) return false;
  return sign === undefined || shows(value, sign);
}
