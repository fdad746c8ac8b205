import { substitution, type Form } from "./substitution.ts";

const comment = /(?<=^|\s)#.*$/gm;
const operated: RegExp = /\$\{(?<name>[A-Za-z_]\w*)(?:(?<operator>:?[-?])(?<or>[^}\n]{0,500}))?\}/g;

/** A variable that is not set is an error (vector.dev, Environment variables; src/config/vars.rs). */
export const vector = substitution({
  id: "vector",
  prefilter: /\$[{A-Za-z_]/,
  without: /(?<=^|\s)#.*$|\$\$/gm,
  forms: [
    { pattern: operated, mode: "required" },
    { pattern: /\$(?<name>[A-Za-z_]\w*)/g, mode: "required" },
  ],
});

const braced: Form = { pattern: /\$\{(?<name>[A-Za-z_]\w*)\}/g, mode: "optional" };

/** What is not set is empty. */
export const fluentBit = substitution({
  id: "fluent-bit",
  prefilter: /\$\{/,
  without: comment,
  own: /^[ \t]*@SET[ \t]+(?<name>\w+)/gim,
  forms: [braced],
});

/** `${env:X}`, and `${X}` as it was written before; what is not set is empty (opentelemetry.io/docs/collector/configuration). */
export const otelCollector = substitution({
  id: "otel-collector",
  prefilter: /\$\{env:|^receivers:/m,
  without: /(?<=^|\s)#.*$|\$\$/gm,
  forms: [{ pattern: /\$\{(?:env:)?(?<name>[A-Za-z_]\w*)(?::-(?<or>[^}\n]{0,500}))?\}/g, mode: "optional" }],
});

/** What is not set is an error (elastic.co/docs/reference/logstash/environment-variables). */
export const logstash = substitution({
  id: "logstash",
  prefilter: /\$\{/,
  without: comment,
  forms: [{ pattern: /\$\{(?<name>[A-Za-z_]\w*)(?::(?<or>[^}\n]{0,500}))?\}/g, mode: "required" }],
});
