import type { Gap } from '../../../shared/domain/gap.ts';
import { useGapWords } from './useGapWords.ts';

/** One gap told as a story: what is missing, why, who else lacks it, and the record it rests on. */
export function GapStoryView({ gap }: Readonly<{ gap: Gap }>) {
  const { summary, why, others, record } = useGapWords()(gap);
  return (
    <>
      <p>{summary}</p>
      <p>{why}</p>
      {others !== null && <p>{others}</p>}
      {record !== null && <p className="ck-dim ck-wrap">{record}</p>}
    </>
  );
}
