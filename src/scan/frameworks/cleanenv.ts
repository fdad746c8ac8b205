import type { Framework } from "./framework.ts";
import { filled, only, readsOf, type Schema } from "./go/schema.ts";
import { partOf } from "./go/tag.ts";
import { filledIn } from "./go/target.ts";

const LIBRARY = "github.com/ilyakaznacheev/cleanenv";

/** github.com/ilyakaznacheev/cleanenv, readStructMetadata and readEnvVars of cleanenv.go; the context is the prefix. That `env-required` is there is enough, whatever it says. */
const schema: Schema<string> = {
  decoders: [],
  read({ name, tags }, prefix) {
    const tag = tags.get("env");
    const names = (tag?.text ?? "").split(",").filter((one) => one !== "");
    if (tag === undefined || names.length === 0 || !/^\p{Lu}/u.test(name)) return null;
    return {
      names: names.map((one) => prefix + one),
      at: names.length === 1 ? partOf(tag, names[0] ?? "") : tag.at,
      required: tags.has("env-required"),
      default: tags.has("env-required") ? undefined : tags.get("env-default")?.text,
    };
  },
  inner: ({ name, tags }, prefix, { pointer }) =>
    pointer || !/^\p{Lu}/u.test(name) ? null : prefix + (tags.get("env-prefix")?.text ?? ""),
};

export const cleanenv: Framework = {
  id: "cleanenv",
  languages: ["go"],
  needs: /ilyakaznacheev\/cleanenv/,
  declared: (view) =>
    filled(filledIn(view, { [`${LIBRARY}.ReadEnv`]: 0, [`${LIBRARY}.ReadConfig`]: 1, [`${LIBRARY}.UpdateEnv`]: 0 }), (_call, target) =>
      only(readsOf(target, "", schema, view)),
    ),
};
