import { platformOf } from "../judgement/platform.ts";
import type { Bundle } from "../model/binding.ts";
import type { Finding } from "../model/diagnostic.ts";
import type { Environment } from "../model/environment.ts";
import type { Sealed } from "../model/sealed.ts";
import { isMoreThan } from "../text/amount.ts";
import type { Platform } from "../text/platform/platforms.ts";
import type { Rule } from "./rule.ts";

/** The bytes that the values of a ConfigMap or a Secret may have (k8s.io/api/core/v1 MaxSecretSize, and validation of ConfigMaps). */
const ofObject = 1_048_576;

export const platformLimit: Rule = {
  id: "platform-limit",
  scope: "reading",
  inParts: true,
  severity: "error",
  summary: "A workload sets more than its platform takes.",
  why: "The platform refuses the deploy, however right each of the values is.",
  *check(reading) {
    if (reading.role === "example") return;
    for (const environment of reading.environments) {
      const platform = platformOf(reading, environment.workload);
      if (platform !== undefined) yield* overLimit(environment, platform);
    }
    for (const bundle of reading.spec.bundles.values()) {
      const object = bundle.lent === undefined && isMoreThan(ofObject, valuesOf(bundle)) ? objectIn(bundle) : undefined;
      if (object !== undefined)
        yield { at: bundle.at, message: `${object} holds more than the ${words(ofObject)} bytes that Kubernetes takes` };
    }
  },
};

/** What cannot be seen counts for nothing, so that a finding is certain. */
function* overLimit({ workload, entries }: Environment, { name, total, each, count }: Platform): Iterable<Finding> {
  const at = workload.list ?? workload.at;
  const who = workload.address === "" ? "this" : workload.address;
  if (total !== undefined && isMoreThan(total, textsOf(entries)))
    yield { at, message: `${who} sets more than the ${words(total)} bytes of variables that ${name} takes`, help };
  if (count !== undefined && entries.size > count)
    yield { at, message: `${who} sets more than the ${words(count)} variables that ${name} takes`, help };
  for (const [variable, { value, from }] of each === undefined ? [] : entries) {
    if (each === undefined || value.state !== "known" || !isMoreThan(each, [value.text])) continue;
    yield {
      at: from[0].at,
      variable,
      message: `${variable} is longer than the ${words(each)} bytes that ${name} takes for one variable`,
      help,
    };
  }
}

const help = "put what is long in a file or a store, and its place in the variable";

function* textsOf(entries: Environment["entries"]): Iterable<string | Sealed> {
  for (const [name, { value }] of entries) {
    if (value.state === "absent") continue;
    yield name;
    if (value.state === "known") yield value.text;
  }
}

function objectIn({ ref }: Bundle): string | undefined {
  const [, kind, name] = /^(configmap|secret):[^/]*\/([^#]*)/.exec(ref) ?? [];
  return kind === undefined || name === undefined ? undefined : `${kind} ${name}`;
}

function* valuesOf({ bindings }: Bundle): Iterable<Sealed> {
  for (const { value } of bindings) if (value.state === "known") yield value.text;
}

/** `4,096`. */
function words(amount: number): string {
  return amount.toLocaleString("en-US");
}
