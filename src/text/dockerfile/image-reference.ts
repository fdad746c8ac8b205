const component = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
const label = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
const host = `(?:${label}(?:\\.${label})*|\\[(?:[a-fA-F0-9:]+)\\])(?::[0-9]+)?`;
const tag = "\\w[\\w.-]{0,127}";
const digest = "[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}";
const reference = new RegExp(`^(?:${host}/)?(${component}(?:/${component})*)(?::${tag})?(?:@${digest})?$`);

/** Whether a text can name an image: `[host/]path[:tag][@digest]` (distribution/reference), and no bare image id. */
export function isImageReference(text: string): boolean {
  const [, path] = reference.exec(text) ?? [];
  return path !== undefined && path.length <= 255 && !/^[0-9a-f]{64}$/.test(text);
}
