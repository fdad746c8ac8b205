/** Loads when something is first digested; as an import it would load in every run. */
declare const require: (id: "node:crypto") => typeof import("node:crypto");

/** SHA-256, in hexadecimal digits. */
export function digest(text: string): string {
  return require("node:crypto").createHash("sha256").update(text).digest("hex");
}

/** HMAC-SHA256, in hexadecimal digits. */
export function hmac(key: string, text: string): string {
  return require("node:crypto").createHmac("sha256", key).update(text).digest("hex");
}
