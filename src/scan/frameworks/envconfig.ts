import type { Framework } from "./framework.ts";
import { filled, only, openAt, readsOf, type Schema } from "./go/schema.ts";
import { isTrue } from "./go/tag.ts";
import { filledIn, textsOf } from "./go/target.ts";
import type { Field } from "./go/type.ts";

const LIBRARY = "github.com/kelseyhightower/envconfig";

/** github.com/kelseyhightower/envconfig, gatherInfo and Process of envconfig.go; the context is the prefix. */
const schema: Schema<string> = {
  decoders: ["Decode", "Set", "UnmarshalText", "UnmarshalBinary"],
  read(field, prefix) {
    if (!isRead(field) || NEVER_SET.has(field.type.node.type)) return null;
    const alternative = field.tags.get("envconfig")?.text.toUpperCase() ?? "";
    const instead = field.tags.get("default")?.text ?? "";
    return {
      names: [keyOf(field, prefix), ...(alternative === "" ? [] : [alternative])],
      at: field.tags.get("envconfig")?.at ?? field.at,
      required: isTrue(field.tags.get("required")),
      default: instead === "" ? undefined : instead,
    };
  },
  inner: (field, prefix) => (!isRead(field) ? null : field.embedded ? prefix : keyOf(field, prefix)),
};

/** Types that no text can be turned into. */
const NEVER_SET: ReadonlySet<string> = new Set(["function_type", "channel_type", "interface_type"]);

const isRead = ({ name, tags }: Field): boolean => /^\p{Lu}/u.test(name) && !isTrue(tags.get("ignored"));

function keyOf({ name, tags }: Field, prefix: string): string {
  const given = tags.get("envconfig")?.text ?? "";
  const own = given !== "" ? given : isTrue(tags.get("split_words")) ? wordsOf(name).join("_") : name;
  return (prefix === "" ? own : `${prefix}_${own}`).toUpperCase();
}

/** gatherRegexp and acronymRegexp: `MaxHTTPSize` is MAX_HTTP_SIZE. */
function wordsOf(name: string): readonly string[] {
  return (name.match(/[^A-Z]+|[A-Z]+[^A-Z]+|[A-Z]+/g) ?? []).flatMap((word) => {
    const acronym = /(?<![A-Z])([A-Z]+)([A-Z][^A-Z]+)/.exec(word);
    return acronym === null ? [word] : acronym.slice(1);
  });
}

export const envconfig: Framework = {
  id: "envconfig",
  languages: ["go"],
  needs: /kelseyhightower\/envconfig/,
  declared: (view) =>
    filled(filledIn(view, { [`${LIBRARY}.Process`]: 1, [`${LIBRARY}.MustProcess`]: 1 }), (call, target) => {
      const prefixes = textsOf(call.call.arguments[0]?.value, call.module, view);
      return prefixes === null ? openAt(call) : only(prefixes.flatMap((prefix) => readsOf(target, prefix, schema, view)));
    }),
};
