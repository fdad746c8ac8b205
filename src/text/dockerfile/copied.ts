import type { Source } from "../../model/source.ts";
import type { Image } from "./image.ts";
import { basename, folderOf, joinPath } from "../path.ts";

/**
 * What COPY and ADD take out of the build context, as paths below the folder of the context: folders with a closing slash, and files. A pattern
 * stands for the folder that it begins with.
 */
export function copiedFrom({ text }: Source, context: string): readonly string[] {
  const lines = text.replaceAll(/\\[ \t]*\r?\n/g, " ").split("\n");
  const sources = lines.flatMap((line) => sourcesOf(/^\s*(?:COPY|ADD)\s+(.*)$/i.exec(line)?.[1] ?? ""));
  return [...new Set(sources.map((source) => placeOf(source, context)))];
}

/** What runs no code but its own, whatever earlier stages have made the files of. */
const serving = /(?:^|\/)(?:nginx|nginx-unprivileged|httpd|caddy|haproxy|traefik|envoy|static-web-server)(?:[:@][^/]*)?$/;

/** What an image of a server of files, or of a proxy, is given as it stands in the context; undefined for any other image. */
export function servedFrom(
  { text, ...source }: Source,
  { base, stage }: Pick<Image, "base" | "stage">,
  context: string,
): readonly string[] | undefined {
  if (base === undefined || !serving.test(base.name)) return undefined;
  const rest = text.slice(stage.end);
  const next = rest.search(/^[ \t]*FROM[ \t]/im);
  return copiedFrom({ ...source, text: next < 0 ? rest : rest.slice(0, next) }, context);
}

/** All arguments but the last; what comes from another stage or from the network is not of the context. */
function sourcesOf(rest: string): readonly string[] {
  const words = rest.trim().split(/\s+/);
  if (words.some((word) => /^--from=/i.test(word))) return [];
  const given = words.filter((word) => !word.startsWith("--")).join(" ");
  const list = given.startsWith("[") ? [...given.matchAll(/"([^"]*)"/g)].map(([, word = ""]) => word) : given.split(" ").map(unquoted);
  return list.slice(0, -1).filter((word) => word !== "" && !word.includes("://") && !word.startsWith("<<") && !word.includes("$"));
}

/** What a generator of Dockerfiles writes: `COPY "." "/app/"`. */
function unquoted(word: string): string {
  return word.replace(/^(["'])(.*)\1$/, "$2");
}

/** Whether the last part of a path is a file only a look at the disk could tell: with a dot in it, it is taken for one. */
function placeOf(source: string, context: string): string {
  const fixed = source.replace(/^\/+/, "").replace(/(?<![^/])[^/*?[]*[*?[].*$/, "");
  const path = joinPath(context, fixed);
  const isFile = fixed === source.replace(/^\/+/, "") && /^\.*[^.].*\../.test(basename(path)) && !source.endsWith("/");
  return isFile ? path : folderOf(path);
}
