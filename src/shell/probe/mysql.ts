import { Stop } from "./course.ts";
import type { Line } from "./line.ts";

const protocol41 = 0x02_00;
const ssl = 0x08_00;
const secureConnection = 0x80_00;

/** Hears the greeting, with which MySQL and MariaDB begin by themselves; whether it offers TLS. Protocol::HandshakeV10. */
export async function hearGreeting(line: Line): Promise<boolean> {
  const head = await line.hear(4);
  const length = head.readUIntLE(0, 3);
  if (length < 3 || length > 4096 || head[3] !== 0) throw new Stop("NOT_SPOKEN");
  const body = await line.hear(length);
  if (body[0] === 0xff) throw new Stop(body.readUInt16LE(1) === 1040 ? "BUSY" : `MYSQL_${String(body.readUInt16LE(1))}`);
  const end = body.indexOf(0, 1);
  if (body[0] !== 10 || end < 0 || body.length < end + 16) throw new Stop("NOT_SPOKEN");
  return (body.readUInt16LE(end + 14) & ssl) !== 0;
}

/** Asks for TLS, which the server then waits for. Protocol::SSLRequest: it names no user. */
export function askForEncryption(line: Line): void {
  const packet = Buffer.alloc(36);
  packet.writeUIntLE(32, 0, 3);
  packet[3] = 1;
  packet.writeUInt32LE(protocol41 | ssl | secureConnection, 4);
  packet.writeUInt32LE(16_777_215, 8);
  packet[12] = 45;
  line.say(packet);
}
