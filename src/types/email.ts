import type { ValueType } from "../model/schema.ts";
import { invalid } from "../text/complaint.ts";
import { isHostname } from "../text/hosts.ts";

/** The addresses that HTML forms take: no comments, no quoted names. `kind: mailbox` also allows `Name <address>`. */
export const email: ValueType = {
  id: "email",
  summary: "One e-mail address",
  examples: {
    good: ["a@example.com", "first.last+tag@sub.example.org", "root@localhost"],
    bad: [
      "",
      "a",
      "a@",
      "@example.com",
      "a@b@c",
      "a b@example.com",
      "a@exa_mple.com",
      "Name <a@example.com>",
      "a@example.com,b@example.com",
    ],
  },
  constraints: ["kind"],
  sensitive: false,
  check(text, { constraints: { kind } }) {
    const bracketed = kind === "mailbox" ? /^[^<>\r\n]{0,200}<([^<>]*)>$/.exec(text)?.[1] : undefined;
    const address = bracketed ?? text;
    const at = address.lastIndexOf("@");
    const good =
      address.length <= 320 &&
      /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}$/.test(address.slice(0, Math.max(at, 0))) &&
      isHostname(address.slice(at + 1));
    if (good) return undefined;
    return /<.*>$/.test(text.slice(-330)) && kind !== "mailbox"
      ? invalid("must be an e-mail address alone, without a name", "kind: mailbox allows Name <address>")
      : invalid("must be one e-mail address");
  },
};
