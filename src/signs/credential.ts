import { isCredential } from "../text/credentials.ts";
import type { Sign } from "./sign.ts";

export const credential = {
  id: "credential",
  summary: "It is a credential whatever its name: a private key, a provider's token, a JSON Web Token, a URL with a password.",
  test: isCredential,
} as const satisfies Sign;
