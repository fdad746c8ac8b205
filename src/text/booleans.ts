import type { ReaderId } from "../model/schema.ts";

/** How a reader turns text into a boolean: a text outside both lists is refused, or silently becomes what `otherwise` says. */
interface Dialect {
  readonly true: readonly string[];
  readonly false: readonly string[];
  /** Whether case counts. */
  readonly exact: boolean;
  /** Whether blanks at the ends are dropped. */
  readonly trims: boolean;
  readonly otherwise?: boolean;
  /** The reader in words. */
  readonly name: string;
}

/** Words that people write for false whatever their reader thinks of them. */
const falseWords: ReadonlySet<string> = new Set(["false", "0", "no", "n", "off", "f", "disabled", "none", "null", ""]);
const trueWords: ReadonlySet<string> = new Set(["true", "1", "yes", "y", "on", "t", "ok", "enabled"]);

/** Lists from the readers' own sources; `strict` is what all but Python's `bool()` take alike. */
export const dialects: Readonly<Record<ReaderId, Dialect>> = {
  strict: { name: "the common core of all readers", true: ["true", "1"], false: ["false", "0"], exact: true, trims: false },
  // environ.Env.BOOLEAN_TRUE_STRINGS; integers are tried first, and all other text is false.
  "django-environ": {
    name: "django-environ",
    true: ["true", "on", "ok", "y", "yes", "1"],
    false: ["false", "off", "no", "n", "0", "f", ""],
    exact: false,
    trims: true,
    otherwise: false,
  },
  "python-bool": { name: "Python's bool()", true: [...trueWords], false: [""], exact: false, trims: false, otherwise: true },
  // pydantic-core, str_to_bool.
  pydantic: {
    name: "pydantic",
    true: ["true", "1", "on", "t", "y", "yes"],
    false: ["false", "0", "off", "f", "n", "no"],
    exact: false,
    trims: false,
  },
  // No library decides; `=== "true"` and `=== "1"` are what code says, and every other spelling is false to it.
  node: {
    name: "a comparison with true or 1",
    true: ["true", "1"],
    false: ["false", "0", ""],
    exact: true,
    trims: false,
    otherwise: false,
  },
  // strconv.ParseBool.
  "go-strconv": {
    name: "strconv.ParseBool",
    true: ["1", "t", "T", "TRUE", "true", "True"],
    false: ["0", "f", "F", "FALSE", "false", "False"],
    exact: true,
    trims: false,
  },
  // org.springframework.core.convert.support.StringToBooleanConverter.
  spring: { name: "Spring", true: ["true", "on", "yes", "1"], false: ["false", "off", "no", "0"], exact: false, trims: true },
  // ActiveModel::Type::Boolean::FALSE_VALUES; everything else but the empty text is true.
  rails: {
    name: "Rails",
    true: ["true", "TRUE", "True", "t", "T", "1", "on", "ON", "On", "yes", "YES", "Yes", "y", "Y"],
    false: ["0", "f", "F", "false", "FALSE", "off", "OFF", ""],
    exact: true,
    trims: false,
    otherwise: true,
  },
};

/** What the reader makes of the text: undefined where it refuses it; `meant` is what a person means by it, where that can be told. */
export function readBoolean(text: string, reader: ReaderId): { readonly taken: boolean | undefined; readonly meant: boolean | undefined } {
  const { exact, trims, otherwise, ...lists } = dialects[reader];
  const seen = trims ? text.trim() : text;
  const word = exact ? seen : seen.toLowerCase();
  const integer = reader === "django-environ" && /^[+-]?\d{1,15}$/.test(seen) ? Number(seen) !== 0 : undefined;
  const listed = lists.true.includes(word) ? true : lists.false.includes(word) ? false : integer;
  return { taken: listed ?? otherwise, meant: listed ?? meaningOf(seen.trim().toLowerCase()) };
}

function meaningOf(word: string): boolean | undefined {
  if (trueWords.has(word)) return true;
  return falseWords.has(word) ? false : undefined;
}
