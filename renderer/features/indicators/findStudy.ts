import type { StudyName } from './kinds.ts';

/** An indicator as the picker knows it: its names in the trader's language. */
export type Findable = Readonly<{ name: StudyName; short: string; long: string }>;

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Returns the indicators all typed words occur in, those whose short name begins with the first one before the others. */
export function findStudies(text: string, all: readonly Findable[]): readonly Findable[] {
  const words = plain(text)
    .split(/\s+/)
    .filter((word) => word !== '');
  const fits = all.filter(({ name, short, long }) => {
    const hay = plain(`${name} ${short} ${long}`);
    return words.every((word) => hay.includes(word));
  });
  const rank = ({ name, short }: Findable): number =>
    plain(short).startsWith(words[0] ?? '') || name.startsWith(words[0] ?? '') ? 0 : 1;
  return fits.toSorted((a, b) => rank(a) - rank(b));
}
