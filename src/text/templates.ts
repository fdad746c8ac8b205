/** Markers of template engines: `{{ x }}`, `${{ x }}`, `<%= x %>`, `@@X@@`, `%%X%%`. */
const templates = /\{\{-?[ \t]*[\w.$("|][^{}]*\}\}|<%[=-]?[^%<>]+%>|@@\w+@@|%%\w+%%/g;

const hash = /^\$(?:1|2[abxy]?|5|6|7|y|apr1|argon2\w{0,2}|scrypt|pbkdf2[\w-]{0,10})\$/;

/** `${X}`, `$(X)` and `$X`; a bare name counts in upper case only and never after another dollar. */
const references = /(?<![$\\])\$(?:\{[A-Za-z_]\w*(?:[:?+\-}])|\([A-Za-z_][\w.-]*\)|[A-Z_][A-Z0-9_]+(?![\w$]))/;

/** Whether a template engine has left work undone. Text with blanks outside the markers is a message to fill in later, so it does not count. */
export function hasTemplate(text: string): boolean {
  if (!/[{<@%][{%@]/.test(text)) return false;
  const rest = text.replaceAll(templates, "");
  return rest.length < text.length && !/\S[ \t]\S/.test(rest);
}

/** Whether the text refers to another variable. Password hashes (`$2b$12$...`) do not. */
export function hasReference(text: string): boolean {
  return text.includes("$") && !hash.test(text) && references.test(text.replaceAll(/\$\{\{[^{}]*\}\}/g, ""));
}
