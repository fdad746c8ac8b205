import { describe, expect, test } from "@jest/globals";
import type { Constraints, ReaderId } from "../src/model/schema.ts";
import { types } from "../src/types/index.ts";
import { sameMeaning } from "../src/types/judge.ts";
import { message, use, verdict } from "./verdict.ts";

function rows(kind: "good" | "bad"): (readonly [string, string])[] {
  return types.flatMap((type) => type.examples[kind].map((text) => [type.id, text] as const));
}

describe("examples", () => {
  test.each(rows("good"))("%s takes %j", (id, text) => {
    expect(verdict(id, text)).toBe("ok");
  });
  test.each(rows("bad"))("%s refuses %j", (id, text) => {
    expect(verdict(id, text)).not.toBe("ok");
  });
});

describe("boolean", () => {
  const texts = [
    "true",
    "True",
    "TRUE",
    "t",
    "yes",
    "y",
    "on",
    "ok",
    "1",
    "2",
    "false",
    "False",
    "FALSE",
    "f",
    "no",
    "off",
    "0",
    "",
    "ture",
    " true",
  ];
  /** T and F: taken as meant. t and f: silently taken for true or false. x: refused. */
  test.each<[ReaderId, string]>([
    ["strict", "T x x x x x x x T x F x x x x x F x x x"],
    ["django-environ", "T T T f T T T T T T F F F F F F F F f T"],
    ["python-bool", "T T T T T T T T T t t t t t t t t F t T"],
    ["pydantic", "T T T T T T T x T x F F F F F F F x x x"],
    ["node", "T f f f f f f f T f F F F F F F F F f f"],
    ["go-strconv", "T T T T x x x x T x F F F F x x F x x x"],
    ["spring", "T T T x T x T x T x F F F x F F F x x T"],
    ["rails", "T T T T T T T T T t F t F F t F F F t T"],
  ])("%s", (reader, expected) => {
    const seen = texts.map((text) => {
      const taken = use("boolean").type.meaning?.(text, reader);
      const rule = verdict("boolean", text, {}, reader);
      if (rule === "invalid") return "x";
      return rule === "ok" ? (taken === true ? "T" : "F") : taken === true ? "t" : "f";
    });
    expect(seen.join(" ")).toBe(expected);
  });
});

describe("constraints", () => {
  test.each<[string, string, Constraints, string, ReaderId?]>([
    ["boolean", "True", { oneOf: ["true"] }, "ok", "django-environ"],
    ["boolean", "1", { oneOf: ["false"] }, "invalid", "django-environ"],
    ["integer", "+5", { oneOf: ["5"] }, "ok"],
    ["integer", "9007199254740993", { oneOf: ["9007199254740992"] }, "invalid"],
    ["integer", "9223372036854775808", { max: 9223372036854775807n }, "invalid"],
    ["integer", "-9223372036854775808", { min: -9223372036854775808n }, "ok"],
    ["regex", "^https://(?!evil)", {}, "ok", "node"],
    ["regex", "(a)\\1", {}, "ok", "pydantic"],
    ["regex", "(?P<n>a)", {}, "ok", "django-environ"],
    ["regex", "(?=a", {}, "invalid", "node"],
    ["regex", "(?=a)", {}, "invalid", "go-strconv"],
    ["regex", "(?=a)", {}, "invalid"],
    ["integer", " 5 ", { min: 5, max: 5 }, "ok", "pydantic"],
    ["integer", " 5 ", {}, "invalid", "go-strconv"],
    ["number", "1.50", { oneOf: ["1.5"] }, "ok"],
    ["number", "0.5", { min: 0, max: 0.4 }, "invalid"],
    ["duration", "90s", { oneOf: ["1m30s"] }, "ok"],
    ["duration", "90", { min: 90_000, max: 90_000 }, "ok"],
    ["duration", "90", {}, "invalid", "go-strconv"],
    ["duration", "0", {}, "ok", "go-strconv"],
    ["duration", "7d", {}, "invalid", "go-strconv"],
    ["duration", "500", { max: 500 }, "ok", "spring"],
    ["duration", "PT15M", { max: 899_999 }, "invalid"],
    ["byte-size", "1MiB", { min: 1_048_576, max: 1_048_576 }, "ok"],
    ["byte-size", "1MB", { min: 1_048_576 }, "invalid"],
    ["byte-size", "512m", { oneOf: ["0.5g"] }, "ok"],
    ["date-time", "2024-05-01T12:00:00+02:00", { oneOf: ["2024-05-01T10:00:00Z"] }, "ok"],
    ["date-time", "2024-05-01T12:00:00Z", { max: 0 }, "invalid"],
    ["string", "info", { oneOf: ["debug", "info"] }, "ok"],
    ["string", "Info", { oneOf: ["debug", "info"] }, "invalid"],
    ["string", "root", { not: ["root"] }, "invalid"],
    ["string", "\u{1f600}\u{1f600}", { minLength: 2, maxLength: 2 }, "ok"],
    ["string", "\u{1f600}", { minLength: 2 }, "invalid"],
    ["string", "abc", { pattern: (text) => text.startsWith("x") }, "invalid"],
    ["uuid", "123E4567-E89B-12D3-A456-426614174000", { oneOf: ["123e4567-e89b-12d3-a456-426614174000"] }, "ok"],
    ["ip", "::1", { kind: "v4" }, "invalid"],
    ["cidr", "10.0.0.0/8", { kind: "v6" }, "invalid"],
    ["path", "etc/key", { kind: "absolute" }, "invalid"],
    ["path", "etc/key", { kind: "relative" }, "ok"],
    ["json", "[]", { kind: "object" }, "invalid"],
    ["json", "{}", { kind: "object" }, "ok"],
    ["hex", "00ff", { minBytes: 3 }, "invalid"],
    ["base64", "aGVsbG8=", { minBytes: 6 }, "invalid"],
    ["hostname", ".example.com", { kind: "wildcard" }, "ok"],
    ["hostname", "*", { kind: "wildcard" }, "ok"],
    ["hostname", "a.*.com", { kind: "wildcard" }, "invalid"],
    ["email", "Team <a@example.com>", { kind: "mailbox" }, "ok"],
    ["host-port", ":8080", {}, "ok", "go-strconv"],
  ])("%s %j %j is %s", (id, text, constraints, ...[expected, reader]) => {
    expect(verdict(id, text, constraints, reader)).toBe(expected);
  });

  test("a secret type never prints the texts that the schema lists", () => {
    expect(message("secret", "3f9c1a7be25d4086", { oneOf: ["aaaabbbb"] })).toBe("must be one of the values that the schema lists");
  });
});

describe("lists and maps", () => {
  const hosts = { items: use("hostname") };
  test.each<[string, string, Constraints, string, ReaderId?]>([
    ["list", "a.example,b.example", hosts, "ok", "django-environ"],
    ["list", "a.example,,b.example,", hosts, "ok", "django-environ"],
    ["list", "a.example, b.example", hosts, "invalid", "django-environ"],
    ["list", "a.example, b.example", hosts, "ok", "spring"],
    ["list", "a.example, b.example", hosts, "invalid", "go-strconv"],
    ["list", "a.example,", hosts, "invalid", "node"],
    ["list", '["a.example"]', hosts, "ok", "pydantic"],
    ["list", "a.example,b.example", hosts, "invalid", "pydantic"],
    ["list", "a.example;b.example", { ...hosts, separator: ";" }, "ok", "pydantic"],
    ["list", "a,b,a", { unique: true }, "invalid"],
    ["list", "1,2,x", { items: use("integer") }, "invalid"],
    ["list", "[1,2]", { items: use("integer") }, "ok", "pydantic"],
    ["list", "changeme", { items: use("uuid") }, "placeholder"],
    ["map", "a=1,b=2", { items: use("integer") }, "ok"],
    ["map", "a=1,b=x", { items: use("integer") }, "invalid"],
    ["map", "a=1,a=2", {}, "invalid"],
    ["map", "a:1,b:2", {}, "ok", "go-strconv"],
    ["map", "a:1", {}, "invalid", "node"],
    ["map", "__proto__=1", {}, "ok"],
    ["map", '{"a": 1}', { items: use("integer") }, "ok", "pydantic"],
    ["map", "a=1;b=2", { separator: ";" }, "ok"],
  ])("%s %j %# is %s for %s", (id, text, constraints, ...[expected, reader]) => {
    expect(verdict(id, text, constraints, reader)).toBe(expected);
  });

  test("the message tells the place and never the item", () => {
    expect(message("list", "1,2,zzzz", { items: use("integer") })).toBe(
      "has a wrong item at place 3: it must be a whole number in decimal digits",
    );
  });
});

describe("url", () => {
  test.each<[string, Constraints, string, ReaderId?]>([
    ["postgres://user:p:a:ss@db:5432/app", {}, "ok"],
    ["postgres://user:p@ss@db:5432/app", {}, "ok"],
    ["postgres://user:!$&'()*+,;=~@db/app", {}, "ok"],
    ["postgres://user:pa#ss@db:5432/app", {}, "invalid"],
    ["postgres://user:pa#ss@db:5432/app", {}, "ok", "django-environ"],
    ["postgres://user:pa?ss@db:5432/app", {}, "invalid"],
    ["postgres://user:100%@db/app", {}, "invalid"],
    ["postgres://user:100%@db/app", {}, "ok", "django-environ"],
    ["postgresql+asyncpg://u:p@/app?host=/var/run/postgresql", {}, "ok"],
    ["postgres://u:p@%2Fvar%2Frun/app", {}, "ok"],
    ["redis+sentinel://s1:26379,s2:26379/mymaster", {}, "ok"],
    ["rediss://:p@cache.example:6380", { schemes: ["redis", "rediss"] }, "ok"],
    ["https://bücher.example/", {}, "ok"],
    ["https://example.com:443/a/{id}", {}, "ok"],
    ["HTTPS://EXAMPLE.COM", { schemes: ["https"] }, "ok"],
    ["http://example.com", { schemes: ["https"] }, "invalid"],
    ["https://api.example.com", { hosts: ["*.example.com"] }, "ok"],
    ["https://api.example.com.evil.net", { hosts: ["*.example.com"] }, "invalid"],
    ["https://example.com@evil.net/", { hosts: ["example.com"] }, "invalid"],
    ["mailto:a@example.com", { schemes: ["mailto"] }, "ok"],
    ["jdbc:postgresql://db:5432/app", { schemes: ["jdbc:postgresql"] }, "ok"],
    ["https:example.com", { schemes: ["https"] }, "invalid"],
    ["http://a,b/", {}, "invalid"],
    ["http://[::1/", {}, "invalid"],
    ["http://1.2.3/", {}, "invalid"],
    ["https://example.com\n", {}, "invalid"],
    ["https://{{ host }}/", {}, "unresolved-template"],
    ["https://${HOST}:x/", {}, "invalid"],
    ["file:///etc/app", {}, "ok"],
    ["sqlite:////var/db.sqlite3", {}, "ok"],
  ])("%j %j is %s", (text, constraints, expected, reader = "strict") => {
    expect(verdict("url", text, constraints, reader)).toBe(expected);
  });
});

describe("secret", () => {
  test.each<[string, string, Constraints?]>([
    ["CHANGE-THIS! VERY IMPORTANT!", "placeholder"],
    ["replace-me-with-a-random-string", "placeholder"],
    ["your_slack_client_secret", "placeholder"],
    ["xxxxxxxx-xxxx", "placeholder"],
    ["generate_a_new_key", "placeholder"],
    ["---", "placeholder"],
    ["mysecretpassword", "known-default"],
    ["sTr0NGp4ssw0rd", "known-default"],
    ["admin123!", "known-default"],
    ["keyboard cat", "known-default"],
    ["c3VwZXJzZWNyZXQ=", "known-default"],
    ["qwerty-2024", "known-default"],
    ["hunter2hunter2", "known-default"],
    ["x9x9x9x9x9x9x9x9", "weak-secret"],
    ["k3kk3kk3kk3kk3kk", "weak-secret"],
    ["x7Kq9", "weak-secret"],
    ["4821", "weak-secret"],
    ["4821", "ok", { minLength: 4 }],
    ["1111", "known-default", { minLength: 4 }],
    ["9f86d081884c7d65", "ok"],
    ["tfjqtjPyV9fcj8Vj", "ok"],
    ["otter vivid canoe plaid", "ok"],
    ["3rudr4SvUQvi", "ok"],
    ["x7Kq9ZpLw2Vt", "weak-secret", { minBytes: 32 }],
  ])("%j is %s", (text, expected, constraints = {}) => {
    expect(verdict("secret", text, constraints)).toBe(expected);
  });
});

describe("one cause", () => {
  test.each<[string, string, string]>([
    ["port", "'8080'", "is wrapped in quotes that are part of the value, and is right without them"],
    ["port", "8080\n", "has a blank or a line break at its edge, and is right without it"],
    ["port", "eighty\n", "must be a port number from 1 to 65535"],
    ["date-time", "<ISO date time>", "still holds a placeholder"],
    ["integer", "{{ replicas }}", "still holds a template that should have been filled in"],
    ["integer", "${REPLICAS}", "holds a reference to another variable that nothing has replaced"],
  ])("%s %j", (id, text, expected) => {
    expect(message(id, text)).toBe(expected);
  });
});

describe("meaning", () => {
  test.each<[string, string, string, boolean]>([
    ["hostname", "DB.example", "db.EXAMPLE", true],
    ["integer", "007", "7", true],
    ["integer", "x", "y", false],
    ["string", "a", "A", false],
    ["duration", "24h", "1d", true],
  ])("%s: %j and %j", (id, one, other, same) => {
    expect(sameMeaning(one, other, use(id).type, "strict")).toBe(same);
  });
});
