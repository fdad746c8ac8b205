/** Adds to the list under a key. */
export function enter<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [value]);
  else known.push(value);
}

/** Lists by key, in the order in which the keys come up. */
export function grouped<K, V>(values: readonly V[], keyOf: (value: V) => K): ReadonlyMap<K, readonly V[]> {
  const lists = new Map<K, V[]>();
  for (const value of values) enter(lists, keyOf(value), value);
  return lists;
}

/** The map under a key of a map. */
export function innerOf<K, L, V>(maps: Map<K, Map<L, V>>, key: K): Map<L, V> {
  const known = maps.get(key);
  if (known !== undefined) return known;
  const fresh = new Map<L, V>();
  maps.set(key, fresh);
  return fresh;
}
