import { Chip, Input, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import { TIMEFRAMES, type Timeframe } from '../../../shared/domain/timeframe.ts';
import type { FramesForm } from './framesForm.ts';
import { inOrder, isOwnSymbol } from './reference.ts';

type Props = Readonly<{
  form: FramesForm;
  stored: readonly SeriesCoverage[];
  onChange(change: Partial<FramesForm>): void;
}>;

/** Of what the frame is: one symbol at one exchange, one row per candle of this timeframe. */
export function SeriesFields({ form, stored, onChange }: Props) {
  const { t } = useTranslation();
  const keys = [...new Set(stored.map(({ exchange, symbol }) => `${exchange}|${symbol}`))];
  const here = inOrder(
    stored
      .filter((one) => isOwnSymbol(form, { exchange: one.exchange, symbol: one.symbol }))
      .map((one) => one.timeframe),
  );
  const current = `${form.exchange}|${form.symbol}`;
  const choose = (key: string): void => {
    const [exchange, symbol = ''] = key.split('|');
    const there = stored.filter((one) => one.exchange === exchange && one.symbol === symbol);
    const finest = inOrder(there.map(({ timeframe }) => timeframe))[0];
    const isThere = there.some(({ timeframe }) => timeframe === form.base);
    onChange({
      exchange: exchange as ExchangeId,
      symbol,
      ...(isThere || finest === undefined ? {} : { base: finest }),
    });
  };
  return (
    <>
      <NativeSelect
        label={t('frames.symbol')}
        value={current}
        data={[...new Set([...keys, current])].map((key) => {
          const [exchange, symbol = ''] = key.split('|');
          return {
            value: key,
            label:
              symbol === '' ? t('frames.choose') : `${symbol} · ${t(`exchange.${exchange as ExchangeId}`)}`,
          };
        })}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      <Input.Wrapper label={t('frames.base')} labelElement="div">
        <Chip.Group value={form.base} onChange={(base) => onChange({ base: base as Timeframe })}>
          <div className="ck-chips" role="radiogroup" aria-label={t('frames.base')}>
            {TIMEFRAMES.map((timeframe) => (
              <Chip
                key={timeframe}
                value={timeframe}
                size="xs"
                radius="sm"
                variant="outline"
                icon={<span />}
                data-absent={here.includes(timeframe) ? undefined : true}
              >
                {timeframe}
              </Chip>
            ))}
          </div>
        </Chip.Group>
      </Input.Wrapper>
    </>
  );
}
