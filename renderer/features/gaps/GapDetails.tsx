import { Button, CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Gap } from '../../../shared/domain/gap.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { StretchButtons } from '../stretch/StretchButtons.tsx';
import type { StretchTarget } from '../stretch/stretchTarget.ts';
import type { StretchActions } from '../stretch/useStretchActions.ts';
import { GapStoryView } from './GapStoryView.tsx';

type Props = Readonly<{
  gap: Gap;
  target(): StretchTarget;
  actions: StretchActions;
  onChart(): void;
  onHeatmap(): void;
  onClose(): void;
}>;

/** One gap told as a story, and what can be done about it. */
export function GapDetails({ gap, target, actions, onChart, onHeatmap, onClose }: Props) {
  const { t } = useTranslation();
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
          <StretchButtons target={target} actions={actions} />
          <CloseButton size="sm" aria-label={t('gaps.closeDetails')} onClick={onClose} />
        </div>
      </div>
      <GapStoryView gap={gap} />
    </section>
  );
}
