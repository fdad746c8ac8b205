import type { ValueType } from "../model/schema.ts";
import { invalid } from "../text/complaint.ts";

/** POSIX paths, and Windows paths with a drive. No file is looked at. */
export const path: ValueType = {
  id: "path",
  summary: "A path of a file or folder",
  examples: {
    good: ["/etc/ssl/key.pem", "config/app.yaml", "./a", "C:\\app"],
    bad: ["", "a\0b", "/run/secrets/key\n", "~/key", "file:///etc/key"],
  },
  constraints: ["kind"],
  sensitive: false,
  check(text, { constraints: { kind } }) {
    if (text === "") return invalid("must be a path");
    if (/[\0\r\n]/.test(text)) return invalid("must be a path, which has no line breaks");
    if (/^[a-z][a-z0-9+.-]{1,30}:\/\//i.test(text)) return invalid("must be a path, not a URL");
    if (/^~(?:[\w-]*\/|$)/.test(text)) return invalid("must be a path without ~, which only a shell replaces");
    const absolute = text.startsWith("/") || /^[A-Za-z]:[\\/]/.test(text);
    return kind === undefined || (kind === "absolute") === absolute
      ? undefined
      : invalid(`must be ${kind === "absolute" ? "an absolute" : "a relative"} path`);
  },
};
