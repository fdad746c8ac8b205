/** `./a`, `../b`, and what a project maps: `@/c`, `~/c`, `#c`, `src/c`, a package of the workspace. */
export function locate(module: string, from: string): readonly string[] {
  const plain = module.replace(/\.(?:[cm]?[jt]sx?)$/, "");
  if (plain.startsWith(".")) return ends(resolved(plain, from));
  const mapped = plain.replace(/^(?:@[\w-]*\/|[~#$]\w*\/|#)/, "");
  if (mapped === plain) return plain.startsWith("src/") ? ends(plain) : [];
  const isOfRoot = /^[@~]\//.test(plain);
  return isOfRoot || mapped.includes("/") ? ends(mapped) : [`${mapped}/src/index`, `${mapped}/index`];
}

const ends = (path: string): readonly string[] => [path, path === "" ? "index" : `${path}/index`];

function resolved(path: string, from: string): string {
  const folders = from.split("/").slice(0, -1);
  for (const part of path.split("/")) {
    if (part === "..") folders.pop();
    else if (part !== ".") folders.push(part);
  }
  return folders.join("/");
}
