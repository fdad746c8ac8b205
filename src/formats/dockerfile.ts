import { append } from "../text/append.ts";
import type { Layer, Workload } from "../model/binding.ts";
import type { Problem, Source } from "../model/source.ts";
import { isSource } from "../model/source.ts";
import { known, type Value } from "../model/value.ts";
import { readDockerfile, type BaseImage, type Image, type ImageBuild } from "../text/dockerfile/image.ts";
import { readInspect } from "../text/inspect.ts";
import { basename, dirname, type Document, type Format, type World } from "./format.ts";

const plainName = /^(?:Dockerfile|Containerfile)$/i;
const variantName = /^(?:Dockerfile|Containerfile)\.|\.(?:Dockerfile|Containerfile)$/i;
const template = /\.(?:dockerignore|j2|jinja2?|tmpl|tpl|template|erb|ejs|hbs|mustache|m4|in|md|patch|diff|orig|bak)$/i;

/**
 * The ENV of an image as a build of its Dockerfile makes it. Options: `target`, `build-arg` (`NAME=value`, or `NAME` for the shell's value), and
 * `base-image`, a file with what `docker image inspect` says of images that the Dockerfile starts from.
 */
export const dockerfile: Format = {
  id: "dockerfile",
  summary: "the ENV of an image, from its Dockerfile",
  unseen: "the ENV of base images that are not built here, and build arguments that nobody named",
  globs: ["**/Dockerfile", "**/Dockerfile.*", "**/*.Dockerfile", "**/Containerfile", "**/Containerfile.*"],
  options: ["target", "build-arg", "base-image"],
  accepts: ({ path, text }) => plainName.test(basename(path)) || (isVariant(basename(path)) && /^[ \t]*FROM[ \t]/im.test(text)),
  read: (document, world) => {
    const { build, problems } = requested(document, world);
    const images = document.sources.map((source): [Source, Image] => [source, readDockerfile(source, build)]);
    return {
      sources: document.sources,
      bundles: new Map(),
      workloads: images.map(([source, image]) => toWorkload(source, image)),
      facts: images.flatMap(([, image]) => image.facts),
      problems: [...problems, ...images.flatMap(([, image]) => image.problems)],
    };
  },
};

/** `Dockerfile.web` and `web.Dockerfile`, but no template or fragment that becomes one. */
function isVariant(file: string): boolean {
  return variantName.test(file) && !template.test(file);
}

function toWorkload({ path }: Source, image: Image): Workload {
  const { bindings, base, openings, problems, stage, name = "" } = image;
  const layers: Layer[] = [{ kind: "bindings", bindings }, ...openings.map((opening): Layer => ({ kind: "opening", ...opening }))];
  if (problems.length > 0) layers.push({ kind: "opening", at: stage, because: "the image cannot be built as its Dockerfile is written" });
  const names = [name, basename(dirname(path).slice(0, -1)), variantOf(basename(path))].filter((each) => each !== "");
  return { address: name, names, at: stage, layers, ...(base === undefined ? {} : { image: base }), main: true };
}

/** What a variant is for: `web` in `Dockerfile.web`. */
function variantOf(file: string): string {
  return file.replace(/^(?:Dockerfile|Containerfile)\.?|\.(?:Dockerfile|Containerfile)$/i, "");
}

function requested({ sources: [first], options }: Document, world: World): { build: ImageBuild; problems: Problem[] } {
  const args = new Map<string, Value>();
  for (const option of options.get("build-arg") ?? []) {
    const equals = option.indexOf("=");
    if (equals < 0) args.set(option, world.shell(option));
    else args.set(option.slice(0, equals), known(option.slice(equals + 1)));
  }
  const images = new Map<string, BaseImage>();
  const problems: Problem[] = [];
  for (const path of options.get("base-image") ?? []) {
    const found = world.read(path);
    if (isSource(found)) append(problems, addImages(found, images));
    else problems.push({ at: { source: first, start: 0, end: 0 }, message: `the base-image file ${path} ${found.because}` });
  }
  const target = options.get("target")?.at(-1);
  return { build: { args, images, ...(target === undefined ? {} : { target }) }, problems };
}

function addImages(source: Source, images: Map<string, BaseImage>): readonly Problem[] {
  const { inspected, problems } = readInspect(source);
  for (const image of inspected) for (const tag of image.tags) images.set(tag, image);
  return problems;
}
