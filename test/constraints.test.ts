import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import type { Outcome, Subject } from "../src/constraints/law.ts";
import { judgeConstraint, laws } from "../src/constraints/index.ts";
import type { Constraint, ConstraintKind, Declaration, ValueType } from "../src/model/schema.ts";
import { Sealed } from "../src/model/sealed.ts";
import { absent, known, opaque, unknown, type Value } from "../src/model/value.ts";
import { boolean } from "../src/types/boolean.ts";
import { duration } from "../src/types/duration.ts";
import { string } from "../src/types/string.ts";

const at = { source: { path: "schemas/auth.yaml", text: "" }, start: 0, end: 0 };
const types: Readonly<Record<string, ValueType>> = { OIDC: boolean, SHORT: duration, LONG: duration };

function subject(
  values: Readonly<Record<string, Value>>,
  defaults: Readonly<Record<string, string>> = {},
  place = "auth/production",
): Subject {
  const [service = "", stage = ""] = place.split("/");
  const names = [...new Set([...Object.keys(values), ...Object.keys(defaults), ...Object.keys(types)])];
  const declarations = names.map((name): [string, Declaration] => {
    const text = defaults[name];
    const declaration: Declaration = {
      name,
      at,
      use: { type: types[name] ?? string, constraints: {} },
      required: false,
      sensitive: false,
      forbidden: false,
      aliases: [],
      ...(text === undefined ? {} : { default: new Sealed(text) }),
    };
    return [name, declaration];
  });
  return { service, stage, reader: "strict", declarations: new Map(declarations), valueOf: (name) => values[name] ?? absent };
}

function constraint(kind: ConstraintKind, variables: readonly string[], changes: Partial<Constraint> = {}): Constraint {
  return { kind, at, variables, when: [], services: [], stages: [], ...changes };
}

function judged(law: Constraint, own: Subject, others: readonly Subject[] = []): Outcome {
  return judgeConstraint(law, { subject: own, all: [own, ...others] });
}

const hidden = opaque("secret auth");
const open = unknown("auth.env is not in these files");
const oidc = { when: [{ name: "OIDC", test: { kind: "one-of", texts: ["true"] } }] } as const;
const withA = { when: [{ name: "A", test: { kind: "present", present: true } }] } as const;

test.each<[string, Constraint, Subject, Outcome["state"]]>([
  [
    "require: the condition holds and the variable is set",
    constraint("require", ["ID"], oidc),
    subject({ OIDC: known("1"), ID: hidden }),
    "holds",
  ],
  ["require: it is not set", constraint("require", ["ID"], oidc), subject({ OIDC: known("true") }), "violated"],
  ["require: it is empty", constraint("require", ["ID"], oidc), subject({ OIDC: known("true"), ID: known("") }), "violated"],
  ["require: its default will do", constraint("require", ["ID"], oidc), subject({ OIDC: known("true") }, { ID: "x" }), "holds"],
  ["require: the default makes the condition hold", constraint("require", ["ID"], oidc), subject({}, { OIDC: "true" }), "violated"],
  ["require: the condition does not hold", constraint("require", ["ID"], oidc), subject({ OIDC: known("false") }), "holds"],
  ["require: the condition's variable is not set", constraint("require", ["ID"], oidc), subject({}), "holds"],
  ["require: the condition is out of sight", constraint("require", ["ID"], oidc), subject({ OIDC: hidden }), "unsure"],
  [
    "require: out of sight, but the variable is set",
    constraint("require", ["ID"], oidc),
    subject({ OIDC: hidden, ID: known("x") }),
    "holds",
  ],
  ["require: the variable is out of sight", constraint("require", ["ID"], oidc), subject({ OIDC: known("true"), ID: open }), "unsure"],
  ["require: a name that is present", constraint("require", ["ID"], withA), subject({ A: known("") }), "violated"],
  ["require: a name that is absent", constraint("require", ["ID"], withA), subject({}), "holds"],
  ["forbid: it is set", constraint("forbid", ["ID"], oidc), subject({ OIDC: known("true"), ID: hidden }), "violated"],
  ["forbid: its default does not count", constraint("forbid", ["ID"], oidc), subject({ OIDC: known("true") }, { ID: "x" }), "holds"],
  ["forbid: the condition is out of sight", constraint("forbid", ["ID"], oidc), subject({ OIDC: open, ID: known("x") }), "unsure"],
  ["exactly one: one", constraint("exactly-one-of", ["A", "B"]), subject({ A: known("x"), B: known("") }), "holds"],
  ["exactly one: two", constraint("exactly-one-of", ["A", "B"]), subject({ A: known("x"), B: hidden }), "violated"],
  ["exactly one: none", constraint("exactly-one-of", ["A", "B"]), subject({}), "violated"],
  ["exactly one: none, but a default", constraint("exactly-one-of", ["A", "B"]), subject({}, { B: "x" }), "holds"],
  ["exactly one: one beside a default", constraint("exactly-one-of", ["A", "B"]), subject({ A: known("x") }, { B: "x" }), "holds"],
  ["exactly one: one, the other out of sight", constraint("exactly-one-of", ["A", "B"]), subject({ A: known("x"), B: open }), "unsure"],
  [
    "exactly one: two, a third out of sight",
    constraint("exactly-one-of", ["A", "B", "C"]),
    subject({ A: known("x"), B: known("y"), C: open }),
    "violated",
  ],
  ["at least one: none", constraint("at-least-one-of", ["A", "B"]), subject({ A: known("") }), "violated"],
  ["at least one: one, the other out of sight", constraint("at-least-one-of", ["A", "B"]), subject({ A: known("x"), B: open }), "holds"],
  ["at least one: all out of sight", constraint("at-least-one-of", ["A", "B"]), subject({ B: open }), "unsure"],
  ["all or none: some", constraint("all-or-none", ["A", "B"]), subject({ A: known("x") }), "violated"],
  ["all or none: none", constraint("all-or-none", ["A", "B"]), subject({}), "holds"],
  [
    "all or none: all but the one with a default",
    constraint("all-or-none", ["A", "B", "C"]),
    subject({ A: known("x"), B: hidden }, { C: "x" }),
    "holds",
  ],
  ["all or none: only the default", constraint("all-or-none", ["A", "C"]), subject({}, { C: "x" }), "holds"],
  ["all or none: one set, one out of sight", constraint("all-or-none", ["A", "B"]), subject({ A: known("x"), B: open }), "unsure"],
  ["distinct: different", constraint("distinct", ["A", "B"]), subject({ A: known("x"), B: known("y") }), "holds"],
  ["distinct: the same", constraint("distinct", ["A", "B", "C"]), subject({ A: known("x"), B: known("y"), C: known("x") }), "violated"],
  ["distinct: two empty ones", constraint("distinct", ["A", "B"]), subject({ A: known(""), B: known("") }), "holds"],
  ["distinct: one is the other's default", constraint("distinct", ["A", "B"]), subject({ A: known("x") }, { B: "x" }), "violated"],
  ["distinct: out of sight", constraint("distinct", ["A", "B"]), subject({ A: hidden, B: hidden }), "unsure"],
  ["equal: the same", constraint("equal", ["A", "B"]), subject({ A: known("x"), B: known("x") }), "holds"],
  ["equal: different", constraint("equal", ["A", "B", "C"]), subject({ A: hidden, B: known("x"), C: known("y") }), "violated"],
  ["equal: one is not set", constraint("equal", ["A", "B"]), subject({ A: known("x") }), "holds"],
  [
    "less than, in the unit of the type",
    constraint("less-than", ["SHORT", "LONG"]),
    subject({ SHORT: known("90s"), LONG: known("2m") }),
    "holds",
  ],
  ["not less than", constraint("less-than", ["SHORT", "LONG"]), subject({ SHORT: known("2h"), LONG: known("90m") }), "violated"],
  ["equal is not less", constraint("less-than", ["SHORT", "LONG"]), subject({ SHORT: known("60s"), LONG: known("1m") }), "violated"],
  ["less than the default", constraint("less-than", ["SHORT", "LONG"]), subject({ SHORT: known("1d") }, { LONG: "12h" }), "violated"],
  ["plain numbers", constraint("less-than", ["A", "B"]), subject({ A: known("9"), B: known("10") }), "holds"],
  ["no number at all", constraint("less-than", ["A", "B"]), subject({ A: known("x"), B: known("10") }), "holds"],
])("%s", (_, law, own, state) => {
  expect(judged(law, own).state).toBe(state);
});

const everywhere = constraint("same-across", ["KEY"], { services: ["auth", "worker"] });
const apart = constraint("differs-between", ["KEY"], { stages: ["staging", "production"] });

test.each<[string, Constraint, Subject, Subject, Outcome["state"]]>([
  ["the same", everywhere, subject({ KEY: known("x") }), subject({ KEY: known("x") }, {}, "worker/production"), "holds"],
  ["different", everywhere, subject({ KEY: known("x") }), subject({ KEY: known("y") }, {}, "worker/production"), "violated"],
  ["another stage", everywhere, subject({ KEY: known("x") }), subject({ KEY: known("y") }, {}, "worker/staging"), "holds"],
  ["a service outside the list", everywhere, subject({ KEY: known("x") }), subject({ KEY: known("y") }, {}, "web/production"), "holds"],
  ["not set there", everywhere, subject({ KEY: known("x") }), subject({}, {}, "worker/production"), "holds"],
  ["out of sight there", everywhere, subject({ KEY: known("x") }), subject({ KEY: hidden }, {}, "worker/production"), "unsure"],
  ["the same in two stages", apart, subject({ KEY: known("x") }), subject({ KEY: known("x") }, {}, "auth/staging"), "violated"],
  ["told once, at the later stage", apart, subject({ KEY: known("x") }, {}, "auth/staging"), subject({ KEY: known("x") }), "holds"],
  ["different in two stages", apart, subject({ KEY: known("x") }), subject({ KEY: known("y") }, {}, "auth/staging"), "holds"],
  [
    "a stage outside the list",
    apart,
    subject({ KEY: known("x") }, {}, "auth/local"),
    subject({ KEY: known("x") }, {}, "auth/staging"),
    "holds",
  ],
])("across deployments: %s", (...[, law, own, other, state]) => {
  expect(judged(law, own, [other]).state).toBe(state);
});

test("a violation names its variables and never their values", () => {
  const outcome = judged(constraint("distinct", ["A", "B"]), subject({ A: known("hunter2"), B: known("hunter2") }));
  expect(outcome).toEqual({ state: "violated", names: ["B", "A"], message: "B has the same value as A", demand: "they must differ" });
});

test("every file in src/constraints is a law or serves the laws", () => {
  const files = readdirSync(join(import.meta.dirname, "..", "src", "constraints")).map((file) => file.replace(/\.ts$/, ""));
  const helpers = new Set(["index", "law"]);
  expect(laws.map(({ kind }) => kind).toSorted()).toEqual(files.filter((file) => !helpers.has(file)).toSorted());
});
