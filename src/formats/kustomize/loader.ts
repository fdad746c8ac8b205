import { append } from "../../text/append.ts";
import { isSource, type Problem, type Source, type Span, type Unseen } from "../../model/source.ts";
import type { Fact } from "../../model/fact.ts";
import { type Node, yamlDocuments } from "../../text/yaml.ts";
import { joinPath, type World } from "../format.ts";
import { kustomizationNames } from "./names.ts";
import { placed } from "./tree.ts";

/** What one build reads and tells. */
export class Session {
  readonly world: World;
  readonly facts: Fact[] = [];
  readonly problems: Problem[] = [];
  /** Characters of all that was read. */
  size = 0;
  /** Whether a replacement may have made scalars that are yet to be settled. */
  hasUnsettled = false;
  readonly #read = new Map<string, Source>();
  readonly #roots = new Map<Source, readonly Node[]>();
  readonly #placed = new Map<Source, readonly Node[]>();

  constructor(world: World) {
    this.world = world;
  }

  /** Every file that was read. */
  get sources(): readonly Source[] {
    return [...this.#read.values()];
  }

  /** Takes a file that was read before. */
  enter(source: Source): void {
    if (this.#read.get(source.path) !== source) this.size += lengthOf(source);
    this.#read.set(source.path, source);
  }

  /** The file at a path; nothing is told where there is none. */
  file(path: string): Source | Unseen {
    const known = this.#read.get(path);
    if (known !== undefined) return known;
    const found = this.world.read(path);
    if (isSource(found)) this.enter(found);
    return found;
  }

  /** The kustomization of a folder (with its closing slash), and whether there are several. */
  kustomization(folder: string): { readonly source: Source; readonly isOnly: boolean } | undefined {
    const found = kustomizationNames.map((name) => this.file(folder + name)).filter(isSource);
    const [source] = found;
    return source === undefined ? undefined : { source, isOnly: found.length === 1 };
  }

  /** The documents of a file, their nodes with their source, to become parts of other documents; each file is parsed once. */
  documents(source: Source): readonly Node[] {
    const known = this.#placed.get(source) ?? this.objects(source).map((root) => (root.source === undefined ? placed(root, source) : root));
    this.#placed.set(source, known);
    return known;
  }

  /** The documents of a file as they are. */
  objects(source: Source): readonly Node[] {
    const known = this.#roots.get(source);
    if (known !== undefined) return known;
    const { roots, problems } = parsed(source);
    append(this.problems, problems);
    this.#roots.set(source, roots);
    return roots;
  }

  problem(at: Span, message: string): void {
    this.problems.push({ at, message });
  }
}

const lengths = new WeakMap<Source, number>();

/** Characters of a text, which may have been let go: then it would be read again. */
function lengthOf(source: Source): number {
  const length = lengths.get(source) ?? source.text.length;
  lengths.set(source, length);
  return length;
}

interface Parsed {
  readonly source: Source;
  readonly roots: readonly Node[];
  readonly problems: readonly Problem[];
}

/** Characters of a file that is not parsed again for each build, and of all that are kept: the definitions of an operator, which every overlay is built on. */
const [large, most] = [128 * 1024, 16 * 1024 * 1024];
let kept: readonly Parsed[] = [];

function parsed(source: Source): Parsed {
  const known = kept.find((one) => one.source === source);
  if (known !== undefined) return known;
  const found = parse(source);
  if (lengthOf(source) >= large) kept = latest([...kept, found]);
  return found;
}

function latest(some: readonly Parsed[]): readonly Parsed[] {
  return some.reduce((sum, { source }) => sum + lengthOf(source), 0) <= most ? some : latest(some.slice(1));
}

function parse(source: Source): Parsed {
  const roots: Node[] = [];
  const problems: Problem[] = [];
  for (const document of yamlDocuments(source)) {
    append(problems, document.problems);
    // Merge keys are expanded where a tree is copied.
    if (document.root !== undefined) roots.push(source.text.includes("<<") ? placed(document.root, source) : document.root);
  }
  return { source, roots, problems };
}

/** Whether a path leads to another machine: a URL, a repository as git or go-getter write it (kustomize api/internal/git/repospec.go). */
export function isRemote(path: string): boolean {
  return /^(?:git::|(?:https?|ssh|git|s3|gcs|oci|file):\/\/|[A-Za-z][A-Za-z0-9-]*@|(?:github|gitlab|bitbucket)\.(?:com|org)[/:])/i.test(
    path,
  );
}

/** The folder that a path of a kustomization names, with its closing slash; empty for the root. */
export function folderAt(folder: string, path: string): string {
  const joined = joinPath(folder, path);
  return joined === "" ? "" : `${joined}/`;
}
