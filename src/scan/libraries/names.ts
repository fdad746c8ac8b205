/** The name of a Python project in a requirement (PEP 508), normalised (PEP 503); undefined for what names none. */
export function pythonName(requirement: string): string | undefined {
  const name = /[#&]egg=([\w.-]+)/.exec(requirement)?.[1] ?? /^\s*([A-Za-z0-9][\w.-]*)/.exec(requirement)?.[1];
  return name === undefined ? undefined : `pypi:${name.replaceAll(/[-_.]+/g, "-").toLowerCase()}`;
}

/** A module of Go without its major version, which says nothing about what it reads. */
export function goName(path: string): string {
  return `go:${path.replace(/(?:\/v\d+|\.v\d+)$/, "")}`;
}

/** An image without host, tag and digest; the official images have no folder. Undefined where a build argument names it. */
export function imageName(reference: string): string | undefined {
  const [path = ""] = reference.split("@", 1);
  const tag = path.indexOf(":", path.lastIndexOf("/") + 1);
  const parts = (tag < 0 ? path : path.slice(0, tag)).split("/");
  const [first = ""] = parts;
  if (parts.length > 1 && /[.:]|^localhost$|^\$\{?\w+\}?$/.test(first)) parts.shift();
  if (parts.length > 1 && parts[0] === "library") parts.shift();
  const name = parts.join("/");
  return name === "" || name.includes("$") ? undefined : `image:${name.toLowerCase()}`;
}
