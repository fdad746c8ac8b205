/** What package managers leave in a folder called vendor, and whose that is. */
const ofVendor: readonly (readonly [string, string])[] = [
  ["modules.txt", "the vendor folder of Go"],
  ["autoload.php", "the vendor folder of Composer"],
  ["composer/installed.json", "the vendor folder of Composer"],
  ["composer/installed.php", "the vendor folder of Composer"],
];

/** A manifest that a package manager leaves beside the code of others. */
const manifests: readonly (readonly [RegExp, string])[] = [
  ...ofVendor.map(([name, what]) => [new RegExp(`(?:^|/)vendor/${name.replaceAll(".", "\\.")}$`), what] as const),
  [/(?:^|\/)vendor\/[^/]+\/\.cargo-checksum\.json$/, "the vendor folder of Cargo"],
  [/(?:^|\/)_vendor\/vendor(?:ed)?\.txt$/, "vendored by pip"],
  [/(?:^|\/)Pods\/Manifest\.lock$/, "a pod"],
];

/** Places that hold the code of others whatever stands beside them. */
const places: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\/)(?:node_modules|bower_components|jspm_packages|\.pnpm-store)\//, "a package"],
  [/(?:^|\/)(?:site-packages|dist-packages)\//, "a package"],
  [/(?:^|\/)vendor\/(?:bundle|assets|javascripts?)\//, "kept in a vendor folder"],
  [/(?:^|\/)Godeps\/_workspace\//, "kept by godep"],
  [/(?:^|\/)\.yarn\/(?:releases|plugins|sdks|cache|unplugged)\//, "yarn itself"],
  [/(?:^|\/)\.pnp\.(?:c|loader\.m)?js$/, "yarn itself"],
  [/[.-]min\.(?:js|mjs|cjs)$/, "minified"],
  [/\.bundle\.(?:js|mjs|cjs)$/, "a bundle"],
  [
    /(?:^|\/)(?:jquery|bootstrap|modernizr|underscore|backbone|angular|d3|moment|lodash|react|vue)(?:[.-]\d[\d.]*)(?:\.slim)?\.js$/,
    "a copy of a library",
  ],
];

/** Tells of a path why its code is that of others, as a clause that follows the path; null for the project's own. */
export function vendorsIn(paths: readonly string[]): (path: string) => string | null {
  const folders = new Map<string, string>();
  for (const path of paths) {
    const [pattern, what] = manifests.find(([manifest]) => manifest.test(path)) ?? [];
    if (pattern !== undefined && what !== undefined) folders.set(/^(?:.*\/)?(?:vendor|_vendor|Pods)\//.exec(path)?.[0] ?? path, what);
  }
  return (path) => {
    const place = places.find(([pattern]) => pattern.test(path))?.[1] ?? [...folders].find(([folder]) => path.startsWith(folder))?.[1];
    return place === undefined ? null : `is third-party code (${place})`;
  };
}

/** Tells of the path of a document whether it came along with the code of others; `isFile` says what lies beside it, and is asked once for each folder. */
export function vendorsAmong(isFile: (path: string) => boolean): (path: string) => boolean {
  const known = new Map<string, boolean>();
  const isVendor = (folder: string): boolean => {
    const found = known.get(folder) ?? ofVendor.some(([name]) => isFile(folder + name));
    known.set(folder, found);
    return found;
  };
  return (path) => {
    if (!/(?:^|\/)(?:vendor|(?:site|dist)-packages|bower_components|_workspace)\//.test(path)) return false;
    if (places.some(([pattern]) => pattern.test(path))) return true;
    return [...path.matchAll(/(?<![^/])vendor\//g)].some(({ index, 0: folder }) => isVendor(path.slice(0, index + folder.length)));
  };
}
