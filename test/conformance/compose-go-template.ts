import { unseal } from "../../src/model/sealed.ts";
import { absent, known } from "../../src/model/value.ts";
import { parseComposeTemplate } from "../../src/text/compose-template.ts";
import { evaluate } from "../../src/text/interpolate.ts";
import type { Adapter } from "./adapter.ts";

/** One text with its variables to a string. */
export const adapter: Adapter = {
  vectors: "compose-go-template",
  run({ input, context }) {
    const env = new Map<string, unknown>(Object.entries(context["env"] ?? {}));
    const { template, invalid } = parseComposeTemplate(String(input));
    const value = evaluate({ state: "template", template }, (name) => (env.has(name) ? known(String(env.get(name))) : absent));
    return invalid !== undefined || value.state !== "known" ? { error: true } : { value: unseal(value.text) };
  },
};
