/** The letters of English, the rarest first. */
const byRarity = "zqjxkvbpgwyfmculdhrsnioate";

/**
 * Tells whether a text holds a word. A search begins where the first character of what is looked for stands, which is often for a frequent letter:
 * so the word is first looked for from its rarest letter on.
 */
export function holderOf(word: string): (text: string) => boolean {
  const ranks = Array.from(word.toLowerCase(), (letter) => byRarity.indexOf(letter));
  const rare = word.slice(ranks.indexOf(Math.min(...ranks.filter((rank) => rank >= 0))));
  return (text) => text.includes(rare) && text.includes(word);
}
