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

export function clientPrefixOf(name: string): ClientPrefix | undefined {
  const found = prefixes.find(([text]) => name.startsWith(text) && name.length > text.length);
  return found === undefined ? undefined : { text: found[0], tool: found[1] };
}
