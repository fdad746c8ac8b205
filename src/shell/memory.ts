import { closeSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import type { Memory } from "../host.ts";
import { refusalOf } from "./files.ts";
import { privateFolder, readPrivate, writePrivate } from "./private-file.ts";

interface Place {
  readonly file: string;
  readonly program: string;
}

/** A file for each root, and for each ref of it, in the user's own folder; it begins with the digest of this program and of all that its text followed from. */
export function memoryOf(root: string, ref: string, env: ReadonlyMap<string, string>): Memory {
  const name = `${root}\0${ref}`;
  return {
    recall(from) {
      const place = placeOf(name, root, env);
      const kept = place === undefined ? undefined : readPrivate(place.file);
      const head = place === undefined || kept === undefined ? undefined : headOf(place, from);
      return head !== undefined && kept?.startsWith(head) === true ? kept.slice(head.length) : undefined;
    },
    keep(from, text) {
      const place = placeOf(name, root, env);
      const kept = place === undefined ? undefined : text();
      if (place !== undefined && kept !== undefined) writePrivate(place.file, headOf(place, from) + kept);
    },
  };
}

function placeOf(name: string, root: string, env: ReadonlyMap<string, string>): Place | undefined {
  const folder = (env.get("ENVCHECK_NO_SCAN_CACHE") ?? "") === "" ? privateFolder(env, root, process.cwd()) : undefined;
  const program = folder === undefined ? undefined : ownDigest();
  if (folder === undefined || program === undefined) return undefined;
  return { file: join(folder, `${digest(name).slice(0, 32)}.reads`), program };
}

function headOf({ program }: Place, from: string): string {
  return `${digest(`${program}\0${from}`)}\n`;
}

function digest(text: string): string {
  return process.getBuiltinModule("node:crypto").createHash("sha256").update(text).digest("hex");
}

/** What scripts/build.mjs writes in front of the bundle; what is not built keeps nothing, since nothing would tell that it changed. */
function ownDigest(): string | undefined {
  try {
    const descriptor = openSync(join(import.meta.dirname, "envcheck.cjs"), "r");
    const head = Buffer.alloc(36);
    readSync(descriptor, head, 0, head.length, 0);
    closeSync(descriptor);
    return /^\/\*([\da-f]{32})\*\/$/.exec(head.toString("latin1"))?.[1];
  } catch (error) {
    refusalOf(error);
    return undefined;
  }
}
