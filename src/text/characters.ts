/** Control characters but tab and line feed, soft hyphens, no-break and zero-width spaces, direction marks, byte order marks. A function, since few texts need what Unicode knows and loading that is felt at start-up. */
const invisible = (): RegExp => /(?![\t\n])\p{Cc}|[\u00ad\u00a0\u200b\u200e\u200f\u2028-\u202e\u202f\u2060-\u2069\ufeff\ufff9-\ufffb]/u;

/** Joiners, which are right between the letters of some alphabets and the parts of an emoji. */
const strayJoiner = (): RegExp => /(?:^|\p{ASCII})[\u200c\u200d]|[\u200c\u200d](?:$|\p{ASCII})/u;

const pairs: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  "`": "`",
  "\u201c": "\u201d",
  "\u2018": "\u2019",
  "\u201e": "\u201c",
  "\u00ab": "\u00bb",
};

/** What most texts are made of, and nothing that hides. */
const plain = /^[\t\n\x20-\x7e]*$/;

/** Whether the text holds characters that nobody sees. A line break of two characters inside a text of several lines does not count. */
export function hasInvisible(text: string): boolean {
  if (plain.test(text)) return false;
  return invisible().test(text.includes("\r\n") ? text.replaceAll(/\r\n(?=.)/gs, "\n") : text) || strayJoiner().test(text);
}

/** Whether a pair of quotes wraps the text, and no other quote of the kind stands inside. */
export function isQuoted(text: string): boolean {
  const open = text.charAt(0);
  const close = pairs[open];
  return text.length >= 2 && close !== undefined && text.endsWith(close) && text.indexOf(close, 1) === text.length - 1;
}

/** The bytes that the kernel takes for one `NAME=value`, its end included: 32 pages of 4 KiB. */
const mostBytes = 131_072;

/** Whether the kernel refuses to start a program with this value, under a name of ordinary length. */
export function isOversized(text: string): boolean {
  return text.length * 3 > mostBytes - 72 && Buffer.byteLength(text, "utf8") > mostBytes - 72;
}
