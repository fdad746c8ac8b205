import * as z from "zod/mini";
import { key, length, mapping, name, type Shape, text, titled } from "./shape-parts.ts";
import { hints, modes } from "./words.ts";

const call = titled(
  "a function as the code calls it, such as System::getEnv",
  z.string().check(z.regex(/^[\\$]?[A-Za-z_]\w*(?:(?:\?\.|\.|::|->|\\)\$?[A-Za-z_]\w*)*(?:\(\))?$/)),
);
const pattern = titled("a name with a star for what is not known, such as FEATURE_*", z.string().check(z.regex(/^[^=\s*]*\*[^=\s*]*$/)));
const argument = z.union([length, name]);

/** What a schema and the configuration both may say of the code. */
export function codeKeys(): Record<"readers" | "dynamic", Shape> {
  const reader = mapping("a reader", {
    call: call,
    name: argument,
    default: key(argument, "The argument that is used where the variable is not set: its position from 0, or its keyword"),
    mode: key(z.enum(modes), "What happens without the variable where no default is given; optional when nothing is said"),
    prefix: key(text, "What it puts in front of the name"),
    suffix: key(text, "What it puts behind the name"),
    type: key(z.enum(hints), "What it turns the text into"),
  });
  return {
    readers: key(
      z.array(reader),
      "Functions that read the variable which an argument names: `call` as the code spells it, `name` the argument",
    ),
    dynamic: key(z.array(pattern), "Names that the code may make up when it runs, such as FEATURE_*"),
  };
}
