import type { Span } from "../../model/source.ts";
import { didYouMean } from "../../text/suggest.ts";
import { judgeCasts } from "./casts.ts";
import { buildKeys, envFileKeys, projectKeys, serviceKeys } from "./keys.ts";
import type { Log } from "./log.ts";
import { type Entry, entryOf, isText, itemsOf, kindOf, type Mapping, placeOf, pointAt, type Tree } from "./tree.ts";
import { readVariables } from "./variables.ts";

/** A value to check: where it stands and what messages call it. */
interface Subject {
  readonly at: Span;
  readonly what: string;
  readonly log: Log;
}

type Check = (value: Tree, subject: Subject) => void;

/** In the order in which mistakes are told. */
type Checks = readonly { readonly name: string; readonly check: Check }[];

function checksOf(checks: Readonly<Record<string, Check>>): Checks {
  return Object.entries(checks).map(([name, check]) => ({ name, check }));
}

/**
 * Refuses what compose's schema refuses in the parts that decide an environment, after each file is merged, as compose does. The other keys
 * of a service are only checked to exist.
 */
export function judgeProject(project: Mapping, log: Log): void {
  judgeKeys(project, projectKeys, { at: project.place, what: "a compose file", log });
  const services = entryOf(project, "services");
  if (services === undefined) return;
  if (services.value.kind !== "mapping") log.problem(services.key, `services must be a mapping, not ${kindOf(services.value)}`);
  else for (const [name, entry] of services.value.entries) judgeService(name, entry, log);
  judgeCasts(project, log);
}

function judgeService(name: string, { key, value }: Entry, log: Log): void {
  const subject = { at: key, what: `service ${name}`, log };
  if (!/^[a-zA-Z0-9._-]+$/.test(name)) log.problem(key, `service ${name} must have a name of letters, digits, . _ and -`);
  if (value.kind !== "mapping") return mustBe("a mapping", value, subject);
  judgeKeys(value, serviceKeys, subject);
  judgeEntries(value, serviceChecks, subject);
}

function mustBe(wanted: string, value: Tree, { at, what, log }: Subject): void {
  log.problem(at, `${what} must be ${wanted}, not ${kindOf(value)}`);
}

/** Keys that begin with `x-` are anyone's. */
function judgeKeys({ entries }: Mapping, names: ReadonlySet<string>, { what, log }: Subject): void {
  for (const [name, { key }] of entries) {
    if (names.has(name) || name.startsWith("x-")) continue;
    const hint = didYouMean(name, names);
    log.problem(key, `${name} is no key of ${what}${hint === undefined ? "" : `: ${hint}`}`);
  }
}

function judgeEntries(mapping: Mapping, checks: Checks, { what, log }: Subject): void {
  for (const { name, check } of checks) {
    const entry = mapping.entries.get(name);
    if (entry !== undefined) check(entry.value, { at: entry.key, what: `${name} of ${what}`, log });
  }
}

function itemSubject(item: Tree, { what, log }: Subject): Subject {
  return { at: pointAt(placeOf(item)), what: `an item in ${what}`, log };
}

const text: Check = (value, subject) => {
  if (!isText(value)) mustBe("text", value, subject);
};

const texts: Check = (value, subject) => {
  if (value.kind !== "list") return mustBe("a list", value, subject);
  for (const item of value.items) text(item, itemSubject(item, subject));
};

const booleanOrText: Check = (value, subject) => {
  const fits = value.kind === "scalar" && (value.type === "string" || value.type === "boolean");
  if (!fits) mustBe("true or false", value, subject);
};

const variables: Check = (value, subject) => {
  if (value.kind === "scalar") return mustBe("a mapping or a list of NAME=value", value, subject);
  if (value.kind === "mapping") for (const [name, entry] of value.entries) judgeNamed(name, entry, subject);
  for (const item of itemsOf(value)) {
    if (item.kind === "variable") judgeVariable(item.name, { key: item.at, value: item.leaf }, subject);
    else if (!isText(item)) mustBe("NAME=value", item, itemSubject(item, subject));
  }
};

/** Only a mapping that no file is merged over is checked for a key that is empty. */
function judgeNamed(name: string, entry: Entry, subject: Subject): void {
  if (name === "") subject.log.problem(entry.key, `a variable in ${subject.what} must have a name`);
  judgeVariable(name, entry, subject);
}

function judgeVariable(name: string, { key, value }: Entry, { what, log }: Subject): void {
  if (value.kind !== "scalar") mustBe("text, a number, a boolean or nothing", value, { at: key, what: `${name} in ${what}`, log });
  else if (value.type === "date") log.problem(key, `${name} in ${what} must be quoted, for docker compose refuses a date`);
}

/** Only a list can put a space between the name and its `=`; types/mapping.go refuses that. */
const environment: Check = (value, subject) => {
  variables(value, subject);
  const spaced = itemsOf(value).filter((item) => !isText(item) || item.uses.length > 0 || /\s/.test(item.written));
  for (const item of value.kind === "list" ? readVariables({ ...value, items: spaced }) : []) {
    if (item.kind !== "variable" || !/\s$/.test(item.name)) continue;
    subject.log.problem(item.at, `${item.name.trim()} in ${subject.what} must not have a space behind its name`);
  }
};

const envFiles: Check = (value, subject) => {
  if (isText(value)) return;
  if (value.kind !== "list") return mustBe("a path or a list", value, subject);
  for (const item of value.items) judgeEnvFile(item, itemSubject(item, subject));
};

const envFileChecks: Checks = checksOf({ path: text, format: text, required: booleanOrText });

function judgeEnvFile(item: Tree, subject: Subject): void {
  if (isText(item)) return;
  if (item.kind !== "mapping") return mustBe("a path or a mapping", item, subject);
  if (!item.entries.has("path")) subject.log.problem(subject.at, `${subject.what} must have a path`);
  judgeKeys(item, envFileKeys, subject);
  judgeEntries(item, envFileChecks, subject);
}

const buildChecks: Checks = checksOf({ context: text, dockerfile: text, dockerfile_inline: text, target: text, args: variables });

const build: Check = (value, subject) => {
  if (isText(value)) return;
  if (value.kind !== "mapping") return mustBe("a path or a mapping", value, subject);
  judgeKeys(value, buildKeys, subject);
  judgeEntries(value, buildChecks, subject);
};

const serviceChecks: Checks = checksOf({ environment, env_file: envFiles, build, profiles: texts, image: text, container_name: text });
