import { isSource, type Source } from "../model/source.ts";
import { isHelmTemplate, renderFirst } from "../text/helm.ts";
import type { Files } from "./files.ts";

/** Templates that were not rendered. */
export interface Unrendered {
  /** The chart, else the very file. */
  readonly path: string;
  /** What to do instead. */
  readonly because: string;
}

/** What a path is a part of that has yet to be filled in: `{{cookiecutter.project_slug}}/compose.yaml`. */
export function projectTemplate(path: string): Unrendered | undefined {
  if (!path.includes("{")) return undefined;
  const parts = path.split("/");
  const index = parts.findIndex((part) => /\{[{%]/.test(part));
  if (index < 0) return undefined;
  return {
    path: parts.slice(0, index + 1).join("/"),
    because: "this is a template of cookiecutter or copier; check a project that is made of it",
  };
}

/** Tells the templates of Helm charts from manifests. Each folder is looked at once. */
export class Charts {
  readonly #files: Files;
  readonly #known = new Map<string, boolean>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** What a file or a folder is that was named; undefined where it may hold manifests. */
  at(path: string): Unrendered | undefined {
    if (this.#files.host.kindOf(path) === "folder") return this.#ofFolder(path);
    const source = this.#files.read(path);
    return isSource(source) ? this.ofSource(source) : undefined;
  }

  /** A file of a chart is a template as soon as it has a tag anywhere; elsewhere only where it is no YAML before it is rendered. */
  ofSource(source: Source): Unrendered | undefined {
    if (!source.text.includes("{{") || !/\.ya?ml$/.test(source.path)) return undefined;
    const chart = this.#chartAround(source.path.split("/"));
    if (chart !== undefined) return { path: chart, because: renderFirst(chart) };
    if (!/^(?:apiVersion|kind):/m.test(source.text) || !isHelmTemplate(source)) return undefined;
    return { path: source.path, because: renderFirst(undefined) };
  }

  /** Whatever lies below a folder, the first of it. */
  below(folder: string): Unrendered | undefined {
    for (const path of this.#files.host.glob([inside(folder, "**/*.{yaml,yml}")])) {
      const source = this.#files.read(path);
      const found = isSource(source) ? this.ofSource(source) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** A chart, or a folder in the templates of one. */
  #ofFolder(folder: string): Unrendered | undefined {
    const folders = folder === "." ? [] : folder.split("/");
    const isPart = this.#isChart(folders) || this.#chartAround(folders) !== undefined;
    return isPart ? this.below(folder) : undefined;
  }

  /** The chart that a path is a template of. */
  #chartAround(path: readonly string[]): string | undefined {
    for (let count = path.length - 1; count >= 0; count -= 1) {
      if (path[count] === "templates" && this.#isChart(path.slice(0, count))) return this.#outermost(path.slice(0, count));
    }
    return undefined;
  }

  /** A chart in the `charts` folder of another is rendered with that one. */
  #outermost(chart: readonly string[]): string {
    const parent = chart.slice(0, -2);
    return chart.at(-2) === "charts" && this.#isChart(parent) ? this.#outermost(parent) : chart.join("/") || ".";
  }

  #isChart(folders: readonly string[]): boolean {
    const path = [...folders, "Chart.yaml"].join("/");
    const known = this.#known.get(path) ?? this.#files.host.kindOf(path) === "file";
    this.#known.set(path, known);
    return known;
  }
}

function inside(folder: string, path: string): string {
  return folder === "." ? path : `${folder}/${path}`;
}
