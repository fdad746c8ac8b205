export function basename(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The folder with its closing slash; empty for the root. */
export function dirname(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

/** Joins a posix path to a folder (as `dirname` gives it) and removes `.` and inner `..`; leading `..` stay. */
export function joinPath(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith("/") ? path : folder + path).split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return (path.startsWith("/") || folder.startsWith("/") ? "/" : "") + parts.join("/");
}

/** The folder that a path names, with the closing slash that `dirname` gives. */
export function folderOf(path: string): string {
  return path === "" || path.endsWith("/") ? path : `${path}/`;
}

/** How many parts two paths have in common from the root on. */
export function inCommon(one: string, other: string): number {
  const [parts, others] = [one.split("/"), other.split("/")];
  const different = parts.findIndex((part, index) => part !== others[index]);
  return different < 0 ? parts.length : different;
}

/** Whether a path is the one that is named, or lies in it where that is a folder with its closing slash, or the root. */
export function holdsPath(named: string, path: string): boolean {
  return named === "" || named.endsWith("/") ? path.startsWith(named) : path === named;
}

/** What an editor starts for a developer to work in: it runs nothing of the project by itself. */
export function isOfEditor(path: string): boolean {
  return /(?:^|\/)[.]devcontainer\//.test(path);
}
