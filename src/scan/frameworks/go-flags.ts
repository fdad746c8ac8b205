import type { FoundAll } from "../found.ts";
import type { Framework, View } from "./framework.ts";
import { filled, only, readsOf, together, type Schema } from "./go/schema.ts";
import { isTrue, partOf, type TagValue } from "./go/tag.ts";
import { filledIn, type Fillers } from "./go/target.ts";
import type { Field } from "./go/type.ts";

const isExported = ({ name }: Field): boolean => /^\p{Lu}/u.test(name);

const listed = (tag: TagValue | undefined): readonly string[] =>
  (tag?.text ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "-");

/** A flag that a tag gives a variable; a default is only one that says something. */
function flag(field: Field, prefix: string, required: boolean): ReturnType<Schema<string>["read"]> {
  const tag = field.tags.get("env");
  const names = listed(tag);
  if (tag === undefined || names.length === 0 || !isExported(field)) return null;
  return { names: names.map((name) => prefix + name), at: partOf(tag, names[0] ?? ""), required, default: field.tags.get("default")?.text };
}

/** github.com/alecthomas/kong, build.go and tag.go; also in one `kong:"env='X',default='d'"`. Any of several variables is taken. */
const kong: Schema<string> = {
  decoders: ["UnmarshalText", "Decode"],
  read: (field, prefix) => {
    const tags = withKong(field);
    return flag({ ...field, tags }, prefix, tags.has("required") && tags.get("required")?.text !== "false");
  },
  inner: (field, prefix) => (isExported(field) ? prefix + (withKong(field).get("envprefix")?.text ?? "") : null),
};

function withKong({ tags }: Field): Field["tags"] {
  const own = tags.get("kong");
  if (own === undefined) return tags;
  const pairs = [...own.text.matchAll(/([\w-]+)(?:=(?:'([^']*)'|([^,']*)))?/g)];
  return new Map([
    ...tags,
    ...pairs.map(([, key = "", quoted, plain = ""]): [string, TagValue] => [key, { text: quoted ?? plain, at: own.at }]),
  ]);
}

/** github.com/jessevdk/go-flags, option.go and group.go: namespaces of groups are joined by `_`. */
const jessevdk: Schema<string> = {
  decoders: ["UnmarshalFlag"],
  read: (field, prefix) => flag(field, prefix, isTrue(field.tags.get("required")) || field.tags.get("required")?.text === "yes"),
  inner: (field, prefix) => {
    const own = field.tags.get("env-namespace")?.text ?? "";
    return isExported(field) ? prefix + (own === "" ? "" : `${own}_`) : null;
  },
};

/** github.com/alexflint/go-arg, parse.go: `arg:"--port,env:PORT,required"`; `env` alone is the upper-case name of the field. */
const alexflint: Schema<string> = {
  decoders: ["UnmarshalText"],
  read(field, prefix) {
    const tag = field.tags.get("arg");
    const options = (tag?.text ?? "").split(",").map((option) => option.trim());
    const given = options.find((option) => /^env(?::|$)/.test(option));
    if (tag === undefined || given === undefined || !isExported(field)) return null;
    const name = given.slice("env:".length) === "" ? field.name.toUpperCase() : given.slice("env:".length);
    return {
      names: [prefix + name],
      at: partOf(tag, name),
      required: options.includes("required"),
      default: field.tags.get("default")?.text,
    };
  },
  inner: (field, prefix) => (isExported(field) ? prefix : null),
};

/** go-simpler.org/env, env.go: `env:"PORT,required" default:"8080"`, in structs one below the other without a prefix unless the tag of the struct has one. */
const simpler: Schema<string> = {
  decoders: ["UnmarshalText"],
  read(field, prefix) {
    const tag = field.tags.get("env");
    const [name = "", ...options] = (tag?.text ?? "").split(",");
    if (tag === undefined || name === "" || !isExported(field)) return null;
    return {
      names: [prefix + name],
      at: partOf(tag, name),
      required: options.includes("required"),
      default: field.tags.get("default")?.text,
    };
  },
  inner: (field, prefix) => (isExported(field) ? prefix + (field.tags.get("env")?.text ?? "") : null),
};

const LIBRARIES: readonly { readonly fillers: Fillers; readonly schema: Schema<string> }[] = [
  {
    fillers: { "github.com/alecthomas/kong.Parse": 0, "github.com/alecthomas/kong.New": 0, "github.com/alecthomas/kong.Must": 0 },
    schema: kong,
  },
  {
    fillers: {
      "github.com/jessevdk/go-flags.Parse": 0,
      "github.com/jessevdk/go-flags.ParseArgs": 0,
      "github.com/jessevdk/go-flags.NewParser": 0,
    },
    schema: jessevdk,
  },
  {
    fillers: {
      "github.com/alexflint/go-arg.Parse": 0,
      "github.com/alexflint/go-arg.MustParse": 0,
      "github.com/alexflint/go-arg.NewParser": 1,
    },
    schema: alexflint,
  },
  { fillers: { "go-simpler.org/env.Load": 0 }, schema: simpler },
];

function declared(view: View): FoundAll {
  return together(
    LIBRARIES.map(({ fillers, schema }) => filled(filledIn(view, fillers), (_call, target) => only(readsOf(target, "", schema, view)))),
  );
}

/** Command-line flags that a struct declares, each of which may come from a variable. */
export const goFlags: Framework = {
  id: "go-flags",
  languages: ["go"],
  needs: /alecthomas\/kong|jessevdk\/go-flags|alexflint\/go-arg|go-simpler\.org\/env/,
  declared,
};
