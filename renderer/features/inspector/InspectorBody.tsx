import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CandleStory } from '../../../shared/contract/calls/quality.ts';
import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import type { JobId } from '../../../shared/domain/job.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { GapStoryView } from '../gaps/GapStoryView.tsx';
import { valuesAt } from './compare.ts';
import { Elsewhere } from './Elsewhere.tsx';
import { Finer } from './Finer.tsx';
import type { InspectorState, InspectorStore } from './inspectorStore.ts';
import { numbersOf } from './numbers.ts';
import { Origin } from './Origin.tsx';
import { Revisions } from './Revisions.tsx';
import { ValuesTable } from './ValuesTable.tsx';

type Props = Readonly<{
  store: InspectorStore;
  series: SeriesCoverage;
  story: CandleStory;
  elsewhere: InspectorState['elsewhere'];
  tickSize: number | null;
  /** The series of the finer candles, when the window knows it. */
  finerId: SeriesId | null;
  onJob(jobId: JobId): void;
}>;

function Part({ title, children }: Readonly<{ title: string; children: ReactNode }>) {
  return (
    <section className="ck-inspect-part" aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** Everything that is known of one open time, part by part. */
export function InspectorBody({ store, series, story, elsewhere, tickSize, finerId, onJob }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const own = valuesAt(story.candle, 0);
  const numbers = numbersOf(format, tickSize, [
    ...story.candle.close,
    ...story.revisions.close,
    ...(story.finer?.candles.close.subarray(0, 200) ?? []),
  ]);
  return (
    <>
      {own === null ? (
        <Part title={t('inspector.noCandle')}>
          {story.gap === null ? <p>{t('inspector.noGap')}</p> : <GapStoryView gap={story.gap} />}
        </Part>
      ) : (
        <>
          <ValuesTable
            label={t('inspector.values')}
            own={{ name: t('inspector.own'), values: own }}
            numbers={numbers}
          />
          <Part title={t('inspector.whence')}>
            <Origin story={story} onJob={onJob} />
          </Part>
        </>
      )}
      <Part title={t('inspector.revisions')}>
        <Revisions story={story} numbers={numbers} />
      </Part>
      {story.rejected.length > 0 && (
        <Part title={t('inspector.rejected')}>
          <ul className="ck-inspect-list">
            {story.rejected.map(({ at, reason }) => (
              <li key={`${at} ${reason}`}>
                <time>{format.stamp(at)}</time> <span lang="en">{reason}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {story.finer !== null && (
        <Part title={t('inspector.under')}>
          <Finer
            finer={story.finer}
            own={own}
            numbers={numbers}
            onOpen={finerId === null ? null : (openTime) => store.open(finerId, openTime)}
          />
        </Part>
      )}
      <Part title={t('inspector.elsewhere')}>
        <Elsewhere
          exchange={series.exchange}
          store={store}
          elsewhere={elsewhere}
          own={own}
          numbers={numbers}
        />
      </Part>
    </>
  );
}
