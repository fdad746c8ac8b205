import { lookup } from "node:dns/promises";
import { BlockList, createConnection, isIP, type Socket } from "node:net";
import { domainToASCII } from "node:url";
import type { Peer } from "../../model/probe.ts";
import { unseal } from "../../model/sealed.ts";
import { type Course, Stop } from "./course.ts";

/** Addresses of one name that are tried. */
const mostAddresses = 16;

/** Where clouds answer whoever asks from inside with credentials. A private address is what a service is for; these never are. */
const guarded = new BlockList();
guarded.addSubnet("169.254.0.0", 16, "ipv4");
guarded.addSubnet("fe80::", 10, "ipv6");
guarded.addAddress("fd00:ec2::254", "ipv6");
guarded.addAddress("fd00:ec2::23", "ipv6");
guarded.addAddress("100.100.100.200", "ipv4");
// 169.254.0.0/16 as NAT64 has it.
guarded.addSubnet("64:ff9b::a9fe:0", 112, "ipv6");

interface Address {
  readonly address: string;
  readonly family: number;
}

/** All addresses of the peer's host, as every program of this machine gets them. */
export async function addressesOf({ host }: Peer): Promise<readonly Address[]> {
  const name = unseal(host);
  const found = isIP(name) > 0 ? [{ address: name, family: isIP(name) }] : await lookup(asciiOf(name), { all: true });
  if (found.some(({ address, family }) => isGuarded(address, family))) throw new Stop("LINK_LOCAL");
  return found.slice(0, mostAddresses);
}

function isGuarded(address: string, family: number): boolean {
  const [bare = ""] = address.split("%", 1);
  return guarded.check(bare, family === 6 ? "ipv6" : "ipv4");
}

/** Names of other alphabets in punycode; one that has none does not exist. */
function asciiOf(name: string): string {
  if (/^[\0-\u007F]*$/.test(name)) return name;
  const ascii = domainToASCII(name);
  if (ascii === "") throw new Stop("ENOTFOUND");
  return ascii;
}

/** A socket, and how the other addresses of the same family fare once they are all known. */
export interface Connected {
  readonly socket: Socket;
  readonly others: Promise<{ tried: number; failed: number }>;
}

/** Tries all addresses at once; the first that takes the connection is talked to. A family that this machine has no way to is no fault of the host. */
export async function connect(addresses: readonly Address[], port: number, course: Course): Promise<Connected> {
  const attempts = addresses.map(({ address, family }) => ({ family, attempt: opened(createConnection({ host: address, port }), course) }));
  const socket = await course.within(firstOf(attempts.map(({ attempt }) => attempt)));
  const family = socket.remoteFamily === "IPv6" ? 6 : 4;
  const kin = attempts
    .filter((one) => one.family === family)
    .map(async ({ attempt }) => {
      try {
        await course.within(attempt);
        return 0;
      } catch {
        return 1;
      }
    });
  const others = Promise.all(kin).then((failed) => ({ tried: kin.length, failed: failed.reduce<number>((sum, one) => sum + one, 0) }));
  return { socket, others };
}

export async function connectSocket({ host }: Peer, course: Course): Promise<Connected> {
  const socket = await course.within(opened(createConnection({ path: unseal(host) }), course));
  return { socket, others: Promise.resolve({ tried: 1, failed: 0 }) };
}

/** Where all fail, the first address tells why. */
async function firstOf(attempts: readonly Promise<Socket>[]): Promise<Socket> {
  try {
    return await Promise.any(attempts);
  } catch (error) {
    throw error instanceof AggregateError ? error.errors[0] : error;
  }
}

function opened(socket: Socket, course: Course): Promise<Socket> {
  course.own(socket);
  return new Promise((resolve, reject) => {
    socket.once("connect", () => {
      resolve(socket);
    });
    socket.once("error", reject);
  });
}
