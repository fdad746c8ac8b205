/** The Ruby in a template, in `<% … %>` and `<%= … %>`, all else blanked; each tag ends a line, since tags may stand side by side. */
export function rubyInTemplate(text: string): string {
  return inTags(text, () => true);
}

/** The same for YAML, where a tag in a comment says nothing. */
export function rubyInYaml(text: string): string {
  return inTags(text, (start) => !/^[ \t]*#/.test(text.slice(text.lastIndexOf("\n", start) + 1, start)));
}

function inTags(text: string, counts: (start: number) => boolean): string {
  const parts: string[] = [];
  let blankFrom = 0;
  for (let start = text.indexOf("<%"); start >= 0; start = text.indexOf("<%", start)) {
    const end = text.indexOf("%>", start + 2);
    if (end < 0) break;
    const [sign = ""] = /^<%(?:[%#]|[-=]{0,2})/.exec(text.slice(start, start + 4)) ?? [];
    const isCode = sign !== "<%%" && sign !== "<%#" && counts(start);
    if (isCode) {
      const code = text.slice(start + sign.length, end).replace(/-$/, " ");
      parts.push(blank(text.slice(blankFrom, start + sign.length)), code, "\n");
      blankFrom = end + 1;
    }
    start = end + 2;
  }
  return parts.length === 0 ? "" : parts.join("") + blank(text.slice(blankFrom));
}

const blank = (text: string): string => text.replaceAll(/[^\r\n]/g, " ");
