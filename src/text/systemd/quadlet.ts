import type { Fact } from "../../model/fact.ts";
import type { Span } from "../../model/source.ts";
import { nameOf } from "./assignments.ts";
import { offsetOf } from "./joined.ts";
import { settingsOf } from "./settings.ts";
import type { Setting } from "./unit-file.ts";
import { wordsOf } from "./words.ts";

/** `podman run --env NAME=value`, or `--env NAME` without a value. */
export interface QuadletVariable {
  readonly name: string;
  readonly value: string | undefined;
  readonly at: Span;
}

/** What Quadlet hands to podman, before systemd fills in what ExecStart= refers to. */
export interface QuadletEnvironment {
  readonly variables: readonly QuadletVariable[];
  readonly files: readonly { readonly path: string; readonly at: Span }[];
  readonly passesHost: boolean;
  readonly facts: readonly Fact[];
}

/** Quadlet's `Environment=`, `EnvironmentFile=` and `EnvironmentHost=` (podman pkg/systemd/quadlet/quadlet.go, parser/unitfile.go). */
export function quadletEnvironment(settings: readonly Setting[], section: string): QuadletEnvironment {
  const variables: QuadletVariable[] = [];
  const facts: Fact[] = [];
  for (const { value, at } of settingsOf(settings, section, "Environment")) {
    const { words, isBroken } = wordsOf(value.text, true);
    if (isBroken)
      facts.push({ kind: "ignored-line", name: undefined, at, because: "Quadlet cannot read an escape in it, and drops the line" });
    for (const word of isBroken ? [] : words) {
      const { name, at: place } = nameOf(word, value, at.source);
      const sign = word.text?.indexOf("=") ?? -1;
      const start = offsetOf(value, word.start);
      const bare = { ...place, start, end: at.source.text.startsWith(name, start) ? start + name.length : start };
      variables.push(sign < 0 ? { name, value: undefined, at: bare } : { name, value: word.text?.slice(sign + 1), at: place });
    }
  }
  const files = settingsOf(settings, section, "EnvironmentFile").flatMap(({ value, at }) => {
    const { words, isBroken } = wordsOf(value.text, true);
    return isBroken ? [] : words.map(({ text = "" }) => ({ path: text, at }));
  });
  const host = settingsOf(settings, section, "EnvironmentHost")
    .at(-1)
    ?.value.text.replace(/^"(.*)"$/, "$1");
  return { variables, files, passesHost: /^(?:1|yes|true|on)$/i.test(host ?? ""), facts };
}
