import type { Contact, Peer } from "../../model/probe.ts";
import { contact } from "./contact.ts";

/** Peers that are contacted at the same time. */
const together = 32;

/** Contacts every peer, each for at most `timeout` milliseconds; the answers are in the order of the peers. */
export async function probe(peers: readonly Peer[], timeout: number): Promise<readonly Contact[]> {
  // Names are looked up in libuv's pool, which is made when it is first used: one that does not answer is not to hold up the others.
  process.env["UV_THREADPOOL_SIZE"] ??= String(together);
  const contacts: Contact[] = [];
  const waiting = peers.entries();
  const work = async (): Promise<void> => {
    const { done, value } = waiting.next();
    if (done === true) return;
    const [index, peer] = value;
    contacts[index] = await contact(peer, timeout);
    await work();
  };
  await Promise.all(Array.from({ length: together }, work));
  return contacts;
}
