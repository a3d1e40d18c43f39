/** How good a letter is where a word begins, right after the letter before it, and anywhere else. */
const AT_WORD = 8;
const IN_A_RUN = 5;
const PLAIN = 1;
/** A longer name that matches as well is the worse guess. */
const PER_LETTER = 0.02;

const isWordStart = (text: string, at: number): boolean => at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]!);

/** Returns how well `letters` are found in this order from `start` on, the first of them there; null when not all are. */
function scoreFrom(letters: string, text: string, start: number): number | null {
  let score = 0;
  let last = start - 1;
  for (const letter of letters) {
    const at = text.indexOf(letter, last + 1);
    if (at < 0) return null;
    if (isWordStart(text, at)) score += AT_WORD;
    else score += at === last + 1 ? IN_A_RUN : PLAIN;
    last = at;
  }
  return score;
}

/** Returns the best score over every place in `text` where the first letter is; null when there is none. */
function scoreWord(letters: string, text: string): number | null {
  const first = letters[0];
  if (first === undefined) return 0;
  let best: number | null = null;
  for (let start = text.indexOf(first); start >= 0; start = text.indexOf(first, start + 1)) {
    const score = scoreFrom(letters, text, start);
    if (score === null) break;
    best = Math.max(best ?? 0, score);
  }
  return best;
}

/**
 * Returns how well every word of `query` is found in `text`, in any order, each by its letters in theirs; null when
 * one is not. `eth 4h` finds `ETHUSDT 4h · Bitget`, `vfy` finds `Verify all`.
 */
export function fuzzyScore(query: string, text: string): number | null {
  const lower = text.toLowerCase();
  let sum = 0;
  for (const word of query.toLowerCase().split(/\s+/).filter(Boolean)) {
    const score = scoreWord(word, lower);
    if (score === null) return null;
    sum += score;
  }
  return sum - lower.length * PER_LETTER;
}
