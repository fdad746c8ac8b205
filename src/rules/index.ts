import { base64Newline } from "./base64-newline.ts";
import { clientExposedSecret } from "./client-exposed-secret.ts";
import { commentKept } from "./comment-kept.ts";
import { danglingKey } from "./dangling-key.ts";
import { danglingReference } from "./dangling-reference.ts";
import { defaultMismatch } from "./default-mismatch.ts";
import { deprecated } from "./deprecated.ts";
import { differsInProcess } from "./differs-in-process.ts";
import { duplicate } from "./duplicate.ts";
import { empty } from "./empty.ts";
import { extraInProcess } from "./extra-in-process.ts";
import { firstFileWins } from "./first-file-wins.ts";
import { forbidden } from "./forbidden.ts";
import { generatorDrift } from "./generator-drift.ts";
import { ignoredLine } from "./ignored-line.ts";
import { inconsistentDefault } from "./inconsistent-default.ts";
import { insecureSetting } from "./insecure-setting.ts";
import { invalidName } from "./invalid-name.ts";
import { invalid } from "./invalid.ts";
import { invisibleCharacter } from "./invisible-character.ts";
import { knownDefault } from "./known-default.ts";
import { localhostOutsideLocal } from "./localhost-outside-local.ts";
import { lostLine } from "./lost-line.ts";
import { malformedAddress } from "./malformed-address.ts";
import { missingEnvFile } from "./missing-env-file.ts";
import { missingInProcess } from "./missing-in-process.ts";
import { missing } from "./missing.ts";
import { misplacedSetting } from "./misplaced-setting.ts";
import { misspeltPrefix } from "./misspelt-prefix.ts";
import { nameMismatch } from "./name-mismatch.ts";
import { optionalReferenceRequired } from "./optional-reference-required.ts";
import { oversizedValue } from "./oversized-value.ts";
import { platformLimit } from "./platform-limit.ts";
import { placeholder } from "./placeholder.ts";
import { plaintextSecret } from "./plaintext-secret.ts";
import { quotesKept } from "./quotes-kept.ts";
import { readerDivergence } from "./reader-divergence.ts";
import { readUnset } from "./read-unset.ts";
import { replicasDisagree } from "./replicas-disagree.ts";
import { reservedName } from "./reserved-name.ts";
import { reusedSecret } from "./reused-secret.ts";
import type { Rule } from "./rule.ts";
import { runsACommand } from "./runs-a-command.ts";
import { secretInImage } from "./secret-in-image.ts";
import { sentinelValue } from "./sentinel-value.ts";
import { shadowedByEmpty } from "./shadowed-by-empty.ts";
import { shadowed } from "./shadowed.ts";
import { silentlyFalse } from "./silently-false.ts";
import { stageDrift } from "./stage-drift.ts";
import { stageMixup } from "./stage-mixup.ts";
import { staleExample } from "./stale-example.ts";
import { staleProcess } from "./stale-process.ts";
import { typeMismatch } from "./type-mismatch.ts";
import { undeclaredRead } from "./undeclared-read.ts";
import { undeclared } from "./undeclared.ts";
import { unexpandedReference } from "./unexpanded-reference.ts";
import { unquotedYamlValue } from "./unquoted-yaml-value.ts";
import { unpatchedKey } from "./unpatched-key.ts";
import { unread } from "./unread.ts";
import { unresolvedTemplate } from "./unresolved-template.ts";
import { unsafeBoolean } from "./unsafe-boolean.ts";
import { unsetInterpolation } from "./unset-interpolation.ts";
import { unusedEnvFileVariable } from "./unused-env-file-variable.ts";
import { unusedSuppression } from "./unused-suppression.ts";
import { unverifiable } from "./unverifiable.ts";
import { violatedConstraint } from "./violated-constraint.ts";
import { weakSecret } from "./weak-secret.ts";
import { wrongService } from "./wrong-service.ts";
import { yamlEnvFile } from "./yaml-env-file.ts";

/** Every rule, in display order: what a service lacks, what its values are, how its secrets are kept, how documents refer to each other, how they are written. */
export const rules: readonly Rule[] = [
  missing,
  empty,
  nameMismatch,
  unverifiable,
  optionalReferenceRequired,
  invalid,
  silentlyFalse,
  forbidden,
  deprecated,
  undeclared,
  readUnset,
  undeclaredRead,
  unread,
  wrongService,
  defaultMismatch,
  typeMismatch,
  unsafeBoolean,
  violatedConstraint,
  stageDrift,
  stageMixup,
  missingInProcess,
  differsInProcess,
  extraInProcess,
  replicasDisagree,
  staleProcess,
  staleExample,
  placeholder,
  knownDefault,
  weakSecret,
  plaintextSecret,
  secretInImage,
  clientExposedSecret,
  reusedSecret,
  insecureSetting,
  unsetInterpolation,
  inconsistentDefault,
  missingEnvFile,
  unusedEnvFileVariable,
  misspeltPrefix,
  misplacedSetting,
  danglingReference,
  danglingKey,
  unpatchedKey,
  generatorDrift,
  unexpandedReference,
  duplicate,
  shadowedByEmpty,
  shadowed,
  firstFileWins,
  readerDivergence,
  quotesKept,
  commentKept,
  ignoredLine,
  lostLine,
  runsACommand,
  unquotedYamlValue,
  base64Newline,
  invisibleCharacter,
  unresolvedTemplate,
  sentinelValue,
  malformedAddress,
  localhostOutsideLocal,
  invalidName,
  reservedName,
  oversizedValue,
  platformLimit,
  yamlEnvFile,
  unusedSuppression,
];
