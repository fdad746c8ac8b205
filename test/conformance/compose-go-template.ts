import { unseal } from "../../src/model/sealed.ts";
import { absent, known } from "../../src/model/value.ts";
import { reachedInvalid } from "../../src/text/compose-reference.ts";
import { parseComposeTemplate } from "../../src/text/compose-template.ts";
import { evaluate } from "../../src/text/interpolate.ts";
import type { Adapter } from "./adapter.ts";

/** One text with its variables to a string. */
export const adapter: Adapter = {
  vectors: "compose-go-template",
  run({ input, context }) {
    const env = new Map<string, unknown>(Object.entries(context["env"] ?? {}));
    const { template, invalid } = parseComposeTemplate(String(input));
    const lookup = (name: string) => (env.has(name) ? known(String(env.get(name))) : absent);
    const value = evaluate({ state: "template", template }, lookup);
    return reachedInvalid(invalid, lookup) !== undefined || value.state !== "known" ? { error: true } : { value: unseal(value.text) };
  },
};
