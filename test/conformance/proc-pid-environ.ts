import { environEntries } from "../../src/text/environ.ts";
import type { Adapter } from "./adapter.ts";

/** Entries of a block, those that are no variables among them. One character stands for one byte, so that bytes that are no UTF-8 survive. */
export const adapter: Adapter = {
  vectors: "proc-pid-environ",
  run: ({ inputBase64 = "" }) => {
    const entries = environEntries({ path: "environ", text: Buffer.from(inputBase64, "base64").toString("latin1") });
    return { value: entries.map(({ name, value }) => [asText(name), value === undefined ? null : asText(value)]) };
  },
};

function asText(bytes: string): string | { readonly base64: string } {
  const buffer = Buffer.from(bytes, "latin1");
  const text = buffer.toString("utf8");
  return Buffer.from(text).equals(buffer) ? text : { base64: buffer.toString("base64") };
}
