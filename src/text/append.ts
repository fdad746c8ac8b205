/** Adds all of a list to another. Spread into `push` it would lie on the stack, which a hostile file of some hundred kilobytes fills. */
export function append<Item>(list: Item[], items: readonly Item[]): void {
  items.forEach((item) => list.push(item));
}
