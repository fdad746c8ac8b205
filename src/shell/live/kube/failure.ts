import { withhold } from "../../../text/withhold.ts";

/** A question that a cluster did not answer; the message is a clause, and holds nothing that kubectl or the cluster wrote but names. */
export class Unanswered extends Error {
  override readonly name = "Unanswered";
}

const causes: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [
    /\(Forbidden\)|is forbidden:/,
    ({ input }) => {
      const [, verb, resource] = /cannot ([a-z]{1,20}) resource "([a-z./]{1,80})"/.exec(input) ?? [];
      return verb === undefined || resource === undefined
        ? "the cluster forbids it (403)"
        : `the cluster forbids this user to ${verb} ${resource} (403)`;
    },
  ],
  [/\(Unauthorized\)|must be logged in|provide credentials/, () => "the cluster does not accept the credentials of this user (401)"],
  [
    /getting credentials|exec plugin|executable .{1,200} not found|exec: /,
    () => "the program that the kubeconfig names for credentials fails",
  ],
  [/context was not found|context "[^"]*" does not exist/, () => "the kubeconfig has no such context"],
  [/x509:|certificate/, () => "the certificate of the cluster is not trusted"],
  [/server gave HTTP response to HTTPS client|tls:/, () => "the cluster does not speak TLS as it should"],
  [/no such host|server misbehaving/, () => "the name of the cluster's server is not known here"],
  [/localhost:8080 was refused/, () => "no kubeconfig says which cluster is meant"],
  [/was refused|connection refused/, () => "the cluster refuses the connection"],
  [
    /deadline exceeded|Client\.Timeout|i\/o timeout|TLS handshake timeout|request canceled|timed out/i,
    () => "the cluster does not answer in time",
  ],
  [/connection reset|unexpected EOF|\bEOF\b|network is unreachable|no route to host/, () => "the connection to the cluster breaks off"],
  [/doesn't have a resource type|could not find the requested resource|MethodNotAllowed/, () => "the cluster does not offer it"],
  [/error loading config|invalid configuration|yaml:|couldn't get version\/kind/, () => "the kubeconfig cannot be read"],
  [
    /unexpected end of JSON|invalid character|couldn't decode|unable to decode/,
    () => "the cluster answers with something that is not whole",
  ],
];

/** Why kubectl failed, told from what it wrote to standard error, of which only names of verbs and resources are quoted. */
export function causeOf(stderr: string): string {
  // kubectl logs each try of finding out what the cluster offers before it says what was wrong.
  const said = stderr
    .split("\n")
    .filter((line) => !/^[EWI]\d{4} /.test(line))
    .join("\n");
  for (const text of [said, stderr]) {
    for (const [pattern, tell] of causes) {
      const match = pattern.exec(text);
      if (match !== null) return withhold(tell(match));
    }
  }
  return "kubectl fails, and does not say why in a way that envcheck knows";
}

const hindrances: readonly (readonly [RegExp, string])[] = [
  [/executable file not found|stat .{1,200}: no such file|no such file or directory.{0,80}unknown/, "has no cat in its image"],
  [/container not found|not running|completed pod|current phase is|ContainerCreating|stopped state/i, "does not run"],
  [/pods "[^"]*" not found/, "is gone"],
  [
    /cat: .{0,80}(?:Permission denied|Operation not permitted)/i,
    "does not let anybody but its own user see the environment of its main process",
  ],
  [/cat: .{0,80}No such file/i, "has no /proc"],
];

/** Why nobody can look into a container, as a clause that follows its address. */
export function hindranceOf(stderr: string): string {
  const known = hindrances.find(([pattern]) => pattern.test(stderr));
  return known?.[1] ?? `cannot be looked into, since ${causeOf(stderr)}`;
}
