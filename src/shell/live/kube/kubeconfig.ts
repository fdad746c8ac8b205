import { existsSync, readFileSync, realpathSync } from "node:fs";
import { delimiter, dirname, join, relative, resolve, sep } from "node:path";
import { get, isNull, itemsOf, type Node, textOf, yamlDocuments } from "../../../text/yaml.ts";
import { codeOf } from "../../files.ts";

/** The environment that kubectl is started with, or why its configuration is not used, as a clause. */
export type Configured = { readonly environment: Readonly<Record<string, string>> } | { readonly refusal: string };

/**
 * A kubeconfig can name programs, which kubectl runs: one that a pull request could have brought is used only where it can name none, or where
 * ENVCHECK_KUBECONFIG, which takes the place of KUBECONFIG, asks for it. The user's own below ~/.kube is always used.
 */
export function configure(given: Readonly<Record<string, string | undefined>>, root: string): Configured {
  const environment = Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  const cwd = process.cwd();
  const asked = environment["ENVCHECK_KUBECONFIG"] ?? "";
  const files = (asked || (environment["KUBECONFIG"] ?? ""))
    .split(delimiter)
    .filter((file) => file !== "")
    .map((file) => resolve(cwd, file));
  const home = realPath(environment["HOME"] ?? "/");
  const checkouts = [cwd, root].flatMap((folder) => checkoutOf(realPath(folder), home) ?? []);
  const stray = asked === "" ? files.find((file) => isStray(file, { checkouts, home: join(home, ".kube") })) : undefined;
  if (stray !== undefined) {
    const name = relative(cwd, stray);
    return {
      refusal: `the kubeconfig ${name} lies in the checkout and can name programs to run; ENVCHECK_KUBECONFIG=${name} asks for it all the same`,
    };
  }
  const config = files.length > 0 ? { KUBECONFIG: files.join(delimiter) } : {};
  return { environment: { ...environment, ...config, LC_ALL: "C" } };
}

function isStray(file: string, { checkouts, home }: { readonly checkouts: readonly string[]; readonly home: string }): boolean {
  const places = [join(realPath(dirname(file)), file.slice(file.lastIndexOf(sep) + 1)), realPath(file)];
  if (!places.some((place) => checkouts.some((checkout) => holds(checkout, place)))) return false;
  return !places.every((place) => holds(home, place)) && !isHarmless(file);
}

function holds(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** The work tree of git that holds a folder, else that folder, unless it is the user's own with all that is in there. */
function checkoutOf(folder: string, home: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (at === dirname(at)) return folder === home || holds(folder, home) ? undefined : folder;
  }
}

function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    codeOf(error);
    return path;
  }
}

const harmless: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["cluster", new Set(["server", "certificate-authority-data", "insecure-skip-tls-verify", "tls-server-name", "disable-compression"])],
  ["user", new Set(["token", "username", "password", "client-certificate-data", "client-key-data"])],
]);
const topKeys = new Set(["apiVersion", "kind", "preferences", "clusters", "users", "contexts", "current-context"]);

/** Whether a kubeconfig holds nothing but addresses and credentials: it names no program, no file and no proxy. */
function isHarmless(file: string): boolean {
  try {
    const documents = [...yamlDocuments({ path: "kubeconfig", text: readFileSync(file, "utf8") })];
    const [document] = documents;
    if (documents.length !== 1 || document === undefined || document.problems.length > 0) return false;
    return (
      hasOnly(document.root, topKeys) &&
      [...harmless].every(([part, keys]) =>
        itemsOf(get(document.root, `${part}s`)).every((item) => hasOnly(item, new Set(["name", part])) && hasOnly(get(item, part), keys)),
      )
    );
  } catch (error) {
    return codeOf(error) === "ENOENT";
  }
}

/** Whether every key is among those, and none stands twice: readers differ in which one they take. */
function hasOnly(node: Node | undefined, keys: ReadonlySet<string>): boolean {
  if (node?.kind !== "mapping") return node === undefined || isNull(node);
  const names = node.pairs.map(({ key }) => textOf(key) ?? "");
  return new Set(names).size === names.length && names.every((name) => keys.has(name));
}
