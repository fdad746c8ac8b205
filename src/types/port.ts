import type { ValueType } from "../model/schema.ts";
import { invalid, outside } from "../text/complaint.ts";
import { isPort } from "../text/hosts.ts";

export const port: ValueType = {
  id: "port",
  summary: "A port number from 1 to 65535",
  examples: { good: ["1", "8080", "65535"], bad: ["", "0", "65536", "080", "-1", "80/tcp", "tcp://10.0.0.1:80"] },
  constraints: ["min", "max"],
  sensitive: false,
  check(text, { constraints }) {
    if (isPort(text)) return outside(Number(text), constraints);
    const message = "must be a port number from 1 to 65535";
    if (!/^(?:tcp|udp|sctp):\/\//.test(text)) return invalid(message);
    return invalid(
      `${message}, not an address`,
      "Kubernetes sets such addresses for every service: turn that off with enableServiceLinks: false, or set the port itself",
    );
  },
  measure: (text) => (isPort(text) ? Number(text) : undefined),
};
