import type { DeclaredReader } from "../model/schema.ts";
import type { ArgumentPlace, Reader } from "./languages/language.ts";

/** A reader that the user declares; "~" in front of its path stands for any call that is spelled so at its end. */
export function declaredReader({ call, name, default: instead, ...rest }: DeclaredReader): Reader {
  return {
    ...rest,
    access: "call",
    of: `~${call}`,
    name: placeOf(name),
    ...(instead === undefined ? {} : { default: placeOf(instead) }),
    via: call,
  };
}

function placeOf(argument: number | string): ArgumentPlace {
  return typeof argument === "number" ? { position: argument } : { keyword: argument };
}

/** Whether a file may call one of the readers that the user declares: it holds the last word of the call. */
export function callsOf(own: readonly Reader[]): (text: string) => boolean {
  const words = own.map(({ of }) => /\w*$/.exec(of)?.[0] ?? "").filter((word) => word !== "");
  if (words.length === 0) return () => false;
  const calls = new RegExp(`\\b(?:${words.join("|")})\\b`);
  return (text) => calls.test(text);
}
