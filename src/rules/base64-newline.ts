import { isPortableName } from "../text/names.ts";
import { factsOf } from "../judgement/facts.ts";
import type { Rule } from "./rule.ts";

export const base64Newline: Rule = {
  id: "base64-newline",
  scope: "reading",
  severity: "warning",
  summary: "The base64 data of a Secret ends in a line break.",
  why: "It comes from echo without -n; the line break becomes part of the password, and the login fails with a value that looks right.",
  *check(reading) {
    for (const { name, at } of factsOf(reading, "decoded-newline")) {
      if (holdsFile(name)) continue;
      yield {
        at,
        variable: name,
        message: `${name} ends in a line break once it is decoded`,
        help: "encode it with printf %s or echo -n, or use stringData",
      };
    }
  },
};

/** Files end in a line break, as they should: certificates, keys, configuration. */
function holdsFile(name: string): boolean {
  const key = name.replaceAll("-", "_");
  return (
    !isPortableName(key) ||
    /(?:^|_)(?:PEM|CERT|CERTS|CRT|CERTIFICATE|CA|BUNDLE|(?:PRIVATE|PUBLIC|SSH|TLS|RSA|HOST)_?KEY|JSON|YAML|YML|TOML|INI|CONF|CONFIG|KUBECONFIG|HTPASSWD|FILE|KNOWN_HOSTS|AUTHORIZED_KEYS|ID_(?:RSA|ECDSA|ED25519))$/i.test(
      key,
    )
  );
}
