/** Those for which something holds, and the others, each asked once. */
export function parted<Item>(items: readonly Item[], holds: (item: Item) => boolean): readonly [Item[], Item[]] {
  const [those, others]: [Item[], Item[]] = [[], []];
  for (const item of items) (holds(item) ? those : others).push(item);
  return [those, others];
}
