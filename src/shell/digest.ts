/** SHA-256, in hexadecimal digits. */
export function digest(text: string): string {
  return process.getBuiltinModule("node:crypto").createHash("sha256").update(text).digest("hex");
}

/** HMAC-SHA256, in hexadecimal digits. */
export function hmac(key: string, text: string): string {
  return process.getBuiltinModule("node:crypto").createHmac("sha256", key).update(text).digest("hex");
}
