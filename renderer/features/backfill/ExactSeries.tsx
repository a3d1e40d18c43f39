import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DEFAULT_EXCHANGE } from '../../../shared/domain/exchange.ts';
import { TIMEFRAMES } from '../../../shared/domain/timeframe.ts';
import { rectanglesOf } from '../series/rectangles.ts';
import type { BackfillForm } from './backfillForm.ts';

type Props = Readonly<{ exact: BackfillForm['exact']; onChange(change: Partial<BackfillForm>): void }>;

/** A choice of series that no two fields can say, and the way to fields that say a little more. */
export function ExactSeries({ exact, onChange }: Props) {
  const { t } = useTranslation();
  const widen = (): void => {
    const exchange = exact[0]?.exchange ?? DEFAULT_EXCHANGE;
    const own = exact.filter((one) => one.exchange === exchange);
    const timeframes = TIMEFRAMES.filter((timeframe) => own.some((one) => one.timeframe === timeframe));
    onChange({ exact: [], exchange, symbols: [...new Set(own.map(({ symbol }) => symbol))], timeframes });
  };
  return (
    <section className="ck-exact" aria-label={t('backfill.exact', { count: exact.length })}>
      <p>
        <strong>{t('backfill.exact', { count: exact.length })}</strong>{' '}
        <Button size="compact-xs" variant="default" onClick={widen}>
          {t('backfill.chooseOthers')}
        </Button>
      </p>
      <ul>
        {rectanglesOf(exact).map(({ exchange, symbols, timeframes }) => (
          <li key={`${exchange} ${timeframes.join(' ')}`}>
            {t(`exchange.${exchange}`)} · {symbols.join(', ')} · {timeframes.join(' ')}
          </li>
        ))}
      </ul>
    </section>
  );
}
