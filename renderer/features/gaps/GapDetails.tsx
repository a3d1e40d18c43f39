import { Button, CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Gap } from '../../../shared/domain/gap.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { Icon } from '../../ui/icons.tsx';

type Props = Readonly<{
  gap: Gap;
  onChart(): void;
  onHeatmap(): void;
  onRefetch(): void;
  onClose(): void;
}>;

/** One gap told as a story: what is missing, what was tried, what comes next, and the record it rests on. */
export function GapDetails({ gap, onChart, onHeatmap, onRefetch, onClose }: Props) {
  const { t } = useTranslation();
  const { time, duration } = useFormat();
  const length = duration(gap.missing * durationOf(gap.timeframe));
  const story = `${gap.cause} ${gap.state}` === 'exchange-empty confirmed-empty' ? 'confirmed' : gap.cause;
  return (
    <section className="ck-gap-details" aria-label={t('gaps.details', { name: seriesName(gap) })}>
      <div className="ck-toolbar">
        <h3>
          {gap.symbol} {gap.timeframe} <span className="ck-dim">{t(`exchange.${gap.exchange}`)}</span>
        </h3>
        <div className="ck-tools">
          <Button size="compact-sm" variant="default" onClick={onChart}>
            {t('gaps.toChart')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={onHeatmap}>
            {t('gaps.toHeatmap')}
          </Button>
          <Button size="compact-sm" leftSection={<Icon name="retry" />} onClick={onRefetch}>
            {t('gaps.refetchOne')}
          </Button>
          <CloseButton size="sm" aria-label={t('gaps.closeDetails')} onClick={onClose} />
        </div>
      </div>
      <p>
        {t('gaps.summary', {
          count: gap.missing,
          length,
          from: time(gap.from),
          to: time(gap.to),
        })}
      </p>
      <p>
        {t(`gaps.story.${story}`)} {gap.attempts > 0 && t('gaps.tried', { count: gap.attempts })}
      </p>
      {gap.evidence !== null && (
        <p className="ck-dim ck-wrap">{t('gaps.record', { evidence: gap.evidence })}</p>
      )}
    </section>
  );
}
