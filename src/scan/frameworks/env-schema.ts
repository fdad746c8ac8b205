import { callsIn } from "../core/calls.ts";
import { foundOf } from "../schemas/field.ts";
import { fieldsOf } from "../schemas/index.ts";
import { propertiesOf } from "../schemas/json-schema.ts";
import { Look } from "../schemas/look.ts";
import type { Framework } from "./framework.ts";

const LIBRARY = /^(?:env-schema|fastify\/env|fastify-env)(?:\.|$)/;

/** https://github.com/fastify/env-schema: the environment held against a JSON Schema, by itself or as the plugin `@fastify/env`. */
export const envSchema: Framework = {
  id: "env-schema",
  languages: ["typescript"],
  needs: /env-schema|fastify\/env|fastify-env/,
  declared(view) {
    const { module } = view;
    const look = new Look(view);
    const reads = callsIn(module).flatMap(({ callee, arguments: given }) => {
      const isOf = [callee, ...given.slice(0, 1).map(({ value }) => value)].some((expression) =>
        LIBRARY.test(look.path({ expression, module })),
      );
      if (!isOf) return [];
      const schema = given.map(({ value }) => look.entry({ expression: value, module }, "schema")).find((place) => place !== undefined);
      const fields = schema === undefined ? [] : (fieldsOf(schema, look) ?? propertiesOf(schema, look) ?? []);
      return fields.map((one) => foundOf(one, one.name));
    });
    return { reads, open: [] };
  },
};
