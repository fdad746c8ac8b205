import { describe, expect, test } from "@jest/globals";
import * as z from "zod";
import * as mini from "zod/mini";
import { defineService } from "../src/index.ts";
import { unseal } from "../src/model/sealed.ts";
import { serviceFromDefinition } from "../src/schema/define-service.ts";
import { mistakesIn } from "./schema-support.ts";

const source = {
  path: "src/env.ts",
  text: "export default defineService({ service: 'auth', stages: { live: 'k8s' }, variables: z.object({ PORT: z.number(), DSN: z.url() }) });",
};
const shape = {
  PORT: z.coerce.number().int().min(1).max(65_535).default(8080),
  DSN: z
    .url()
    .meta({ sensitive: true, impact: "errors go unseen", title: "DSN", in: { live: { required: true } } })
    .optional(),
  MODE: z.enum(["oidc", "password"]),
  NAME: mini.optional(mini.string()),
  FLAG: z.stringbool().default(false),
  TTL: z
    .string()
    .transform((text) => Number(text))
    .default(30),
  LATER: z.string().meta({ forbidden: ["live"], deprecated: true }),
};

function variable(name: keyof typeof shape, stage = "") {
  const definition = defineService({ service: "auth", stages: { live: "k8s" }, variables: z.object(shape) });
  const { services, problems } = serviceFromDefinition(definition, source);
  expect(mistakesIn(problems)).toEqual([]);
  const found = services[0]?.inStage(stage).get(name);
  if (found === undefined) throw new Error("no variable");
  return found;
}

test.each([
  ["PORT", "", { required: false, sensitive: false, forbidden: false }, "8080"],
  ["DSN", "", { required: false, sensitive: true, impact: "errors go unseen" }, undefined],
  ["DSN", "live", { required: true, sensitive: true }, undefined],
  ["MODE", "", { required: true, sensitive: false }, undefined],
  ["NAME", "", { required: false }, undefined],
  ["FLAG", "", { required: false }, "false"],
  ["TTL", "", { required: false }, "30"],
  ["LATER", "", { required: false, forbidden: false, deprecated: "" }, undefined],
  ["LATER", "live", { required: false, forbidden: true }, undefined],
] as const)("%s in stage %j is %j, with default %j", (name, stage, expected, preset) => {
  const found = variable(name, stage);
  expect(found).toMatchObject(expected);
  expect(found.default === undefined ? undefined : unseal(found.default)).toBe(preset);
});

test("places are those where a name first stands as a word", () => {
  expect(variable("DSN").at).toMatchObject({ start: source.text.indexOf("DSN"), end: source.text.indexOf("DSN") + 3 });
  expect(variable("MODE").at).toMatchObject({ start: 0, end: 0 });
});

const secret = "hunter2-4711";

describe("a text is judged by the zod schema, in envcheck's words", () => {
  test.each([
    [z.coerce.number(), "x", "must be a number"],
    [z.coerce.number().int(), "1.5", "must be a whole number"],
    [z.coerce.number().min(300), "1", "must be at least 300"],
    [z.coerce.number().gt(300), "1", "must be more than 300"],
    [z.coerce.number().max(3), "9", "must be at most 3"],
    [z.coerce.number().multipleOf(4), "9", "must be a multiple of 4"],
    [z.string().min(20), secret, "must have at least 20 characters"],
    [z.string().max(3), secret, "must have at most 3 characters"],
    [z.url(), secret, "must be a URL"],
    [z.email(), secret, "must be an email address"],
    [z.string().regex(/^a/), secret, "must be of the format that its zod schema asks for"],
    [z.enum(["a", "b"]), secret, "must be a or b"],
    [z.union([z.url(), z.email()]), secret, "has none of the forms that its zod schema accepts"],
    [z.string().refine(() => false, "hunter2-4711 is bad"), secret, "is refused by its zod schema"],
    [mini.string().check(mini.minLength(20)), secret, "must have at least 20 characters"],
    [
      z.string().superRefine((value, context) => context.addIssue({ code: "invalid_value", values: [value], input: value })),
      secret,
      "is refused by its zod schema",
    ],
    [
      z.string().transform((text) => {
        throw new Error(text);
      }),
      secret,
      "cannot be judged, since its zod schema throws or is asynchronous",
    ],
    [z.string().refine(async () => Promise.resolve(true)), secret, "cannot be judged, since its zod schema throws or is asynchronous"],
  ])("%#: %3$s", (schema, text, message) => {
    const { services } = serviceFromDefinition(defineService({ service: "a", variables: z.object({ A: schema }) }), source);
    const type = services[0]?.variables.get("A")?.use.type;
    const complaint = type?.check(text, { constraints: {}, reader: "strict" });
    expect(complaint).toEqual({ rule: "invalid", message });
    expect(complaint?.message).not.toContain(secret);
  });
});

test.each([
  [undefined, [["", "the module exports no service; give defineService a service and variables: z.object({ ... })"]]],
  [{ service: "a" }, [["", "the module exports no service; give defineService a service and variables: z.object({ ... })"]]],
  [
    defineService({ service: "a", stages: { live: "k8s" }, variables: z.object({ PORT: z.string().meta({ in: { liv: {} } }) }) }),
    [["", "no stage is called liv, did you mean live; the stages are live"]],
  ],
  [
    defineService({ service: "a", variables: z.object({ PORT: z.string() }), constraints: [{ distinct: ["PORT", "PROT"] }] }),
    [["", "PROT is not declared here, did you mean PORT"]],
  ],
  [
    { service: "a", variables: z.object({ PORT: z.string().meta({ impactt: "x" }) }) },
    [["", expect.stringMatching(/^PORT takes no key impactt, did you mean impact; a variable takes type, /)]],
  ],
])("%#: mistakes of a definition are told", (definition, expected) => {
  const { problems } = serviceFromDefinition(definition, source);
  expect(mistakesIn(problems).map(({ span, message }) => [span, message])).toEqual(expected);
});
