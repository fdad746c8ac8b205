import { closeSync, openSync, readFileSync, readSync } from "node:fs";

/** One for all, since thousands of files are read in a row. */
const room = Buffer.allocUnsafeSlow(65_536);

/**
 * A file of /proc that the kernel writes in one piece: `stat`, `cmdline`, `environ`. What is less than was asked for is then the whole, so
 * that one read does where a file of the disk takes two. Throws system errors.
 */
export function readProcFile(path: string): string {
  const descriptor = openSync(path, "r");
  try {
    const length = readSync(descriptor, room, 0, room.length, null);
    if (length < room.length) return room.toString("utf8", 0, length);
    return Buffer.concat([Buffer.from(room), readFileSync(descriptor)]).toString("utf8");
  } finally {
    closeSync(descriptor);
  }
}
