import { useTranslation } from 'react-i18next';
import type { CandleStory } from '../../../shared/contract/calls/quality.ts';
import type { IngestBatch } from '../../../shared/domain/batch.ts';
import type { JobId } from '../../../shared/domain/job.ts';
import { CANDLE_FLAG } from '../../../shared/domain/quality.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { Icon } from '../../ui/icons.tsx';
import { useBatchWords } from './useBatchWords.ts';

type Props = Readonly<{ story: CandleStory; onJob(jobId: JobId): void }>;

/** Whether the candle is confirmed, and whether the trader doubts it, in a shape and a word. */
function Flags({ flags, origin }: Readonly<{ flags: number; origin: IngestBatch['origin'] | null }>) {
  const { t } = useTranslation();
  const isConfirmed = (flags & CANDLE_FLAG.confirmed) !== 0;
  const isDoubted = (flags & CANDLE_FLAG.doubted) !== 0;
  // What REST said needs no second word of REST.
  const needsWord = origin === 'socket' || origin === 'derived';
  return (
    <p className="ck-inspect-flags">
      {(isConfirmed || needsWord) && (
        <span className="ck-badge" data-tone={isConfirmed ? 'good' : 'warn'}>
          <Icon name={isConfirmed ? 'check' : 'clock'} />
          {isConfirmed ? t('inspector.confirmed') : t('inspector.unconfirmed')}
        </span>
      )}
      {isDoubted && (
        <span className="ck-badge" data-tone="warn">
          <Icon name="warning" />
          {t('inspector.doubted')}
        </span>
      )}
    </p>
  );
}

/** Where the candle came from, in words: venue, way, request, time, latency and job. */
export function Origin({ story: { batch, flags, latencyMs }, onJob }: Props) {
  const { t } = useTranslation();
  const { duration, count } = useFormat();
  const say = useBatchWords();
  const jobId = batch?.jobId ?? null;
  return (
    <>
      <Flags flags={flags} origin={batch?.origin ?? null} />
      <p>
        {say(batch)}
        {batch?.fallbackUsed === true && <strong> {t('inspector.fallback')}</strong>}
      </p>
      {latencyMs !== null && (
        <p>
          {t('inspector.latency', {
            latency: latencyMs < 1_000 ? `${count(latencyMs)} ms` : duration(latencyMs),
          })}
        </p>
      )}
      {batch !== null && (
        <details className="ck-inspect-request">
          <summary>{t('inspector.batch', { id: batch.id, rows: count(batch.rows) })}</summary>
          {batch.request !== null && <p className="ck-wrap ck-dim">{batch.request}</p>}
          {batch.notes !== null && <p className="ck-wrap ck-dim">{batch.notes}</p>}
        </details>
      )}
      {jobId !== null && (
        <button type="button" className="ck-inspect-link" onClick={() => onJob(jobId)}>
          {t('inspector.toJob')}
        </button>
      )}
    </>
  );
}
