import type { Setting } from "./unit-file.ts";

/** The settings of a key that count: an empty one takes back those before it. */
export function settingsOf(settings: readonly Setting[], section: string, key: string): Setting[] {
  const own = settings.filter((setting) => setting.section === section && setting.key === key);
  return own.slice(own.findLastIndex(({ value }) => value.text === "") + 1);
}

/** The value of a key of which the last one counts. */
export function lastOf(settings: readonly Setting[], section: string, key: string): string | undefined {
  return settingsOf(settings, section, key).at(-1)?.value.text;
}
