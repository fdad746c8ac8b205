import { isUtf8 } from "node:buffer";
import type { CodeText } from "../model/code.ts";
import type { Unseen } from "../model/source.ts";

/** Bytes of the largest file that is read as code; what is larger was made by a program. */
export const largestCode = 1024 * 1024;

/** Bytes at the start that tell whether a file is binary, as git tells it. */
const head = 8000;

export function tooLarge(path: string): Unseen {
  return { path, reason: "too-large", because: "is larger than 1 MB" };
}

/** Code in an old encoding is read as Latin-1: every name that a program looks up is ASCII. */
export function decodeCode(bytes: Buffer, path: string, mark: string): CodeText | Unseen {
  if (bytes.length > largestCode) return tooLarge(path);
  if (bytes.subarray(0, head).includes(0)) return { path, reason: "binary", because: "is binary" };
  return { path, mark, text: bytes.toString(isUtf8(bytes) ? "utf8" : "latin1") };
}
