import { lastName, type Expression } from "../expression.ts";
import type { Around, Refinement } from "../languages/language.ts";
import type { KnownReader } from "../core/site.ts";
import type { Framework } from "./framework.ts";

/** Names of namespaces and of properties in them, as in `config.get("database.host")`, are no variables. */
const NO_VARIABLE = /[^A-Z0-9_]/;

/** A second argument is the default, unless it is the options: `get("KEY", { infer: true })`. */
function givenDefault(call: Expression, around: Around): Refinement {
  const second = call.kind === "call" ? call.arguments[1]?.value : undefined;
  const value = second === undefined ? undefined : (around.valueOf(second) ?? second);
  return second === undefined || value?.kind === "record" ? {} : { default: second };
}

function readersOf(of: string): readonly KnownReader[] {
  const about = { access: "call" as const, name: { position: 0 }, except: NO_VARIABLE };
  return [
    { ...about, of: `${of}.get`, mode: "optional", refine: givenDefault },
    { ...about, of: `${of}.getOrThrow`, mode: "required", refine: givenDefault },
  ];
}

/** An object that only its name tells to be the service, where the code takes it from a container: `app.get(ConfigService)`. */
function named(reader: KnownReader): KnownReader {
  return {
    ...reader,
    needs: "ConfigService",
    refine: (call, around) => {
      const object = call.kind === "call" && call.callee.kind === "member" ? call.callee.object : undefined;
      return object !== undefined && /config/i.test(lastName(object)) ? (reader.refine?.(call, around) ?? {}) : { ignore: true };
    },
  };
}

/** https://docs.nestjs.com/techniques/configuration: the service gives what the environment holds. */
export const nest: Framework = {
  id: "nest",
  languages: ["typescript"],
  needs: /\bConfigService\b/,
  readers: [...readersOf("nestjs/config.ConfigService()"), ...readersOf("*").map((reader) => named(reader))],
};
