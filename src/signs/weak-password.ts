import { isWeak } from "../text/entropy.ts";
import { splitUrl } from "../text/urls.ts";
import type { Sign } from "./sign.ts";

export const weakPassword = {
  id: "weak-password",
  summary: "It is a URL with a password that is too easy to guess.",
  test: (text) => {
    const password = splitUrl(text)?.password ?? "";
    return password !== "" && isWeak(password);
  },
} as const satisfies Sign;
