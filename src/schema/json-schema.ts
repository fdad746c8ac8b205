import * as z from "zod/mini";
import { configShape } from "./config-shape.ts";
import { serviceShape } from "./shape.ts";
import type { Shape } from "./shape-parts.ts";

/** The JSON Schema of service schema files, as published in schemas/ for editors. */
export function serviceJsonSchema(): unknown {
  return jsonSchema(serviceShape());
}

/** The JSON Schema of `envcheck.yaml`. */
export function configJsonSchema(ruleIds: readonly string[]): unknown {
  return jsonSchema(configShape(ruleIds));
}

/** Draft 7, since that is what editors read best. Unions of plain types are written as one list of types, for shorter messages. */
function jsonSchema(shape: Shape): unknown {
  return z.toJSONSchema(shape, {
    target: "draft-7",
    io: "input",
    override: ({ jsonSchema: schema }) => {
      const forms = schema.anyOf?.map((form) =>
        Object.keys(form).every((key) => key === "type" || key === "title") ? form.type : undefined,
      );
      const simple = forms?.filter((form) => form !== undefined) ?? [];
      if (simple.length > 1 && simple.length === forms?.length) {
        delete schema.anyOf;
        Object.assign(schema, { type: simple });
      }
    },
  });
}
