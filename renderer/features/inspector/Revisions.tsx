import { useTranslation } from 'react-i18next';
import type { CandleStory } from '../../../shared/contract/calls/quality.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { changesOf } from './compare.ts';
import type { PaneNumbers } from './numbers.ts';
import { useBatchWords } from './useBatchWords.ts';

type Props = Readonly<{ story: CandleStory; numbers: PaneNumbers }>;

/** What the candle was before, newest first: when it changed, by which request, and which values. */
export function Revisions({ story, numbers }: Props) {
  const { t } = useTranslation();
  const { stamp } = useFormat();
  const say = useBatchWords();
  const changes = changesOf(story.candle, story.revisions);
  if (changes.length === 0) return <p className="ck-dim">{t('inspector.noRevisions')}</p>;
  return (
    <ol className="ck-inspect-list">
      {changes.map(({ from, to, fields }, i) => {
        const revised = story.revised[i];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a revision is its place in the history
          <li key={i}>
            {revised !== undefined && (
              <p>
                <time>{stamp(revised.at)}</time> <span className="ck-dim">{say(revised.by)}</span>
              </p>
            )}
            {fields.length === 0 && <p className="ck-dim">{t('inspector.sameValues')}</p>}
            {fields.map((field) => (
              <p key={field} className="ck-inspect-change">
                <span>{t(`inspector.value.${field}`)}</span> <del>{numbers(field, from[field])}</del>{' '}
                <span aria-hidden="true">→</span> <ins>{numbers(field, to[field])}</ins>
              </p>
            ))}
          </li>
        );
      })}
    </ol>
  );
}
