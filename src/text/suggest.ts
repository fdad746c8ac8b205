/** The names nearest to a mistaken one, best first: close in edits, or the same words in another order, case or separation. */
export function suggestionsFor(mistaken: string, names: Iterable<string>): string[] {
  const most = Math.floor(Math.max(mistaken.length, 3) * 0.34);
  const wanted = words(mistaken);
  return [...names]
    .map((name) => ({ name, distance: words(name) === wanted ? 0 : editDistance(mistaken.toLowerCase(), name.toLowerCase(), most) }))
    .filter(({ name, distance }) => name !== mistaken && distance <= most)
    .toSorted((one, other) => one.distance - other.distance || (one.name < other.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);
}

/** `did you mean A, B or C`, or undefined when nothing is near. */
export function didYouMean(mistaken: string, names: Iterable<string>): string | undefined {
  const near = suggestionsFor(mistaken, names);
  const last = near.pop();
  if (last === undefined) return undefined;
  return `did you mean ${near.length === 0 ? last : `${near.join(", ")} or ${last}`}`;
}

/** `did you mean A`, else all that there is. */
export function nearestOrAll(mistaken: string, names: readonly string[]): string {
  return didYouMean(mistaken, names) ?? `there ${names.length === 1 ? "is" : "are"} ${names.join(", ")}`;
}

function words(name: string): string {
  return name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .toSorted()
    .join(" ");
}

/** Damerau-Levenshtein distance (neighbours may be swapped); more than `most` is told as `most + 1`. */
export function editDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let previous = Array.from({ length: other.length + 1 }, (_, j) => j);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      let best = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      if (one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) best = Math.min(best, (before[j - 2] ?? best) + 1);
      row.push(best);
    }
    before = previous;
    previous = row;
  }
  return Math.min(previous[other.length] ?? 0, most + 1);
}
