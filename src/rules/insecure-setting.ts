import { type SignId, shows } from "../signs/index.ts";
import { isDebugSwitch } from "../text/names.ts";
import { type Literal, literalsOf } from "../judgement/literals.ts";
import type { Role } from "../model/project.ts";
import type { Rule } from "./rule.ts";

interface Setting {
  readonly isNamed: (name: string) => boolean;
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
const password = "lets the database be opened without a password";

function named(...names: readonly string[]): Setting["isNamed"] {
  return (name) => names.includes(name);
}

/** With or without more words before. */
function endingIn(words: string): Setting["isNamed"] {
  return (name) => `_${name}`.endsWith(`_${words}`);
}

const emptyPasswords = ["", "MYSQL_", "MARIADB_"].flatMap((product) =>
  ["", "ROOT_"].map((user) => `${product}ALLOW_EMPTY_${user}PASSWORD`),
);

/** From the manuals of Node, CPython (PEP 493), git, Go, oauthlib, Werkzeug, OpenSearch, and the images of MySQL, MariaDB, PostgreSQL and Bitnami. */
const settings: readonly Setting[] = [
  { isNamed: named("NODE_TLS_REJECT_UNAUTHORIZED"), sign: "zero-like", effect: certificates, roles: inTests },
  { isNamed: named("PYTHONHTTPSVERIFY"), sign: "zero-like", effect: certificates, roles: inTests },
  { isNamed: named("GIT_SSL_NO_VERIFY"), sign: undefined, effect: "switches off the check of git's TLS certificates", roles: perhaps },
  { isNamed: endingIn("INSECURE_SKIP_VERIFY"), sign: "true-like", effect: "switches off the check of TLS certificates", roles: perhaps },
  { isNamed: named("OAUTHLIB_INSECURE_TRANSPORT"), sign: undefined, effect: "lets OAuth tokens travel without TLS", roles: perhaps },
  { isNamed: endingIn("COOKIE_SECURE"), sign: "false-like", effect: "lets the cookie travel without TLS", roles: deployed, general: true },
  {
    isNamed: named("FLASK_DEBUG", "WERKZEUG_DEBUG"),
    sign: "true-like",
    effect: "opens a debugger that runs code for whoever reaches it",
    roles: perhaps,
  },
  { isNamed: named(...emptyPasswords), sign: "true-like", effect: password, roles: perhaps },
  { isNamed: named("POSTGRES_HOST_AUTH_METHOD"), sign: "trust", effect: password, roles: perhaps },
  {
    isNamed: named("DISABLE_SECURITY_PLUGIN"),
    sign: "true-like",
    effect: "opens the search engine to whoever reaches it",
    roles: deployed,
  },
  {
    isNamed: isDebugSwitch,
    sign: "true-like",
    effect: "switches debugging on in a deploy",
    roles: deployed,
    general: true,
  },
];

/** A piece of every such name: few names have one. */
const telltale = /verify|reject|secur|debug|allow_empty|auth_method/i;

export const insecureSetting: Rule = {
  id: "insecure-setting",
  scope: "project",
  inParts: true,
  severity: "warning",
  summary: "A well-known switch turns a protection off.",
  why: "It was meant for one test and stays for good, since everything works with it.",
  *check(project) {
    for (const literal of literalsOf(project)) {
      const setting = telltale.test(literal.name) ? settings.find(({ isNamed }) => isNamed(literal.name)) : undefined;
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
