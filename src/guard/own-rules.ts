import { clientExposedSecret } from "../rules/client-exposed-secret.ts";
import { deprecated } from "../rules/deprecated.ts";
import { empty } from "../rules/empty.ts";
import { forbidden } from "../rules/forbidden.ts";
import { insecureSetting } from "../rules/insecure-setting.ts";
import { invalid } from "../rules/invalid.ts";
import { invisibleCharacter } from "../rules/invisible-character.ts";
import { knownDefault } from "../rules/known-default.ts";
import { localhostOutsideLocal } from "../rules/localhost-outside-local.ts";
import { malformedAddress } from "../rules/malformed-address.ts";
import { missing } from "../rules/missing.ts";
import { nameMismatch } from "../rules/name-mismatch.ts";
import { oversizedValue } from "../rules/oversized-value.ts";
import { placeholder } from "../rules/placeholder.ts";
import { reusedSecret } from "../rules/reused-secret.ts";
import { sentinelValue } from "../rules/sentinel-value.ts";
import { shadowedByEmpty } from "../rules/shadowed-by-empty.ts";
import { silentlyFalse } from "../rules/silently-false.ts";
import { undeclared } from "../rules/undeclared.ts";
import { unresolvedTemplate } from "../rules/unresolved-template.ts";
import { unverifiable } from "../rules/unverifiable.ts";
import { violatedConstraint } from "../rules/violated-constraint.ts";
import { weakSecret } from "../rules/weak-secret.ts";
import type { Rule } from "../rules/rule.ts";

/** In the order of all rules those that can speak of the environment of one process: the others judge documents, code, or what differs between environments. */
export const ownRules: readonly Rule[] = [
  missing,
  empty,
  nameMismatch,
  unverifiable,
  invalid,
  silentlyFalse,
  forbidden,
  deprecated,
  undeclared,
  violatedConstraint,
  placeholder,
  knownDefault,
  weakSecret,
  clientExposedSecret,
  reusedSecret,
  insecureSetting,
  shadowedByEmpty,
  invisibleCharacter,
  unresolvedTemplate,
  sentinelValue,
  malformedAddress,
  localhostOutsideLocal,
  oversizedValue,
];
