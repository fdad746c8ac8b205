import { isWeak } from "../text/entropy.ts";
import { passwordIn } from "../text/urls.ts";
import type { Sign } from "./sign.ts";

export const weakPassword = {
  id: "weak-password",
  summary: "It is a URL with a password that is too easy to guess.",
  test: (text) => {
    const password = passwordIn(text);
    return password !== "" && isWeak(password);
  },
} as const satisfies Sign;
