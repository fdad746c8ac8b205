import { guessBits } from "./entropy.ts";
import { isKnownDefault, isPlaceholder } from "./secrets.ts";
import { hasReference, hasTemplate } from "./templates.ts";
import { passwordIn } from "./urls.ts";

/** Shapes that providers give their secrets so that scanners can tell them. */
const provider = new RegExp(
  `(?<![A-Za-z0-9])(?:${[
    "A(?:KI|SI)A[A-Z2-7]{16}(?![A-Z0-9])",
    "gh[pousr]_[A-Za-z0-9]{36}",
    "github_pat_\\w{40}",
    "gl(?:pat|dt|rt|cbt|ptt|soat)-[\\w-]{20}",
    "[sr]k_live_[A-Za-z0-9]{16}",
    "xox[abeoprs]-[A-Za-z0-9-]{16}",
    "xapp-\\d-[A-Za-z0-9-]{20}",
    "AIza[\\w-]{35}",
    "npm_[A-Za-z0-9]{36}",
    "pypi-AgE[\\w-]{40}",
    "SG\\.[\\w-]{22}\\.[\\w-]{43}",
    "hv[sb]\\.[\\w-]{24}",
    "do[opr]_v1_[a-f0-9]{64}",
    "shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}",
    "sk-(?:ant|proj)-[\\w-]{32}",
    "hooks\\.slack\\.com/services/T\\w{8,}/B\\w{8,}/\\w{20}",
    "AGE-SECRET-KEY-1[0-9A-Z]{50}",
  ].join("|")})`,
);

/** The shortest text with such a shape, a private key or a token in it. */
const shortest = 20;

/** Whether the text is surely a credential whatever the variable is called. Placeholders and passwords that everyone knows are none. */
export function isCredential(text: string): boolean {
  if (text.length < shortest) return !hasTemplate(text) && hasPassword(text);
  if (/-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/.test(text)) return true;
  if (hasTemplate(text)) return false;
  const shape = provider.exec(text)?.[0];
  if (shape !== undefined)
    return !isPlaceholder(text) && !isKnownDefault(shape) && !/EXAMPLE|x{4}|0{8}/i.test(shape) && guessBits(shape, 36) >= 36;
  return isToken(text) || hasPassword(text);
}

/** A JSON Web Token that proves something: not the one for anonymous use that some platforms publish. */
function isToken(text: string): boolean {
  const payload = /^(?:Bearer )?eyJ[\w-]+\.(eyJ[\w-]+)\.[\w-]{20,}$/.exec(text)?.[1];
  return payload !== undefined && !/"role"\s*:\s*"anon"/.test(Buffer.from(payload, "base64url").toString("latin1"));
}

/** A URL with a password that is not empty, not a reference and not known to everyone. */
function hasPassword(text: string): boolean {
  const password = passwordIn(text);
  if (password.length < 3 || /[\s<>{}]/.test(password) || hasReference(password) || /\$|%\(|\*{3}/.test(password)) return false;
  return !isPlaceholder(password) && !isKnownDefault(password) && !isPlaceholder(text);
}
