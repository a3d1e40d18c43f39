import { useTranslation } from 'react-i18next';
import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { Icon } from '../../ui/icons.tsx';
import { nextStep } from './nextStep.ts';

type Props = Readonly<{ series: SeriesCoverage; isBusy: boolean }>;

/** What now: the one thing that brings the series on, and the menu with everything else. */
export function NextStepCell({ series, isBusy }: Props) {
  const { t } = useTranslation();
  const name = seriesName(series);
  const step = nextStep(series);
  const label = t(`series.step.${step}`);
  return (
    <td className="ck-now">
      {isBusy && (
        <span className="ck-badge" data-tone="busy">
          <Icon name="down" />
          {t('series.downloading')}
        </span>
      )}
      {!isBusy && step === 'none' && <span className="ck-dim">{label}</span>}
      {!isBusy && step !== 'none' && (
        <button
          type="button"
          className="ck-step"
          data-step
          tabIndex={-1}
          aria-label={t('series.stepOf', { step: label, name })}
        >
          <Icon name="down" />
          {label}
        </button>
      )}
      <button
        type="button"
        className="ck-more"
        data-menu
        tabIndex={-1}
        aria-haspopup="menu"
        aria-label={t('series.menuOf', { name })}
      >
        <Icon name="dots" />
      </button>
    </td>
  );
}
