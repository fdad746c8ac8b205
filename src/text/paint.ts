const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, cyan: 36 } as const;

export type Color = keyof typeof codes;

/** Colours a text, or leaves it alone. */
export type Paint = (text: string, ...colors: readonly Color[]) => string;

export function painter(color: boolean): Paint {
  if (!color) return (text) => text;
  return (text, ...colors) => (text === "" ? "" : `\u001B[${colors.map((name) => codes[name]).join(";")}m${text}\u001B[0m`);
}
