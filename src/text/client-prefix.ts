/** Prefixes of names that a build tool copies into the code of the browser, from the documentation of each. */
const prefixes: readonly (readonly [string, string])[] = [
  ["NEXT_PUBLIC_", "Next.js"],
  ["NUXT_PUBLIC_", "Nuxt"],
  ["VITE_", "Vite"],
  ["REACT_APP_", "Create React App"],
  ["VUE_APP_", "Vue CLI"],
  ["EXPO_PUBLIC_", "Expo"],
  ["GATSBY_", "Gatsby"],
  ["STORYBOOK_", "Storybook"],
  ["NG_APP_", "@ngx-env/builder"],
  ["PUBLIC_", "SvelteKit or Astro"],
];

export interface ClientPrefix {
  readonly text: string;
  /** The tool that does it. */
  readonly tool: string;
}

const tools = new Map(prefixes);
const pattern = new RegExp(`^(?:${[...tools.keys()].join("|")})(?=[^])`);

export function clientPrefixOf(name: string): ClientPrefix | undefined {
  const text = pattern.exec(name)?.[0] ?? "";
  const tool = tools.get(text);
  return tool === undefined ? undefined : { text, tool };
}
