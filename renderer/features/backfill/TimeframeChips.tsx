import { Chip, Input } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TIMEFRAMES, type Timeframe } from '../../../shared/domain/timeframe.ts';

type Props = Readonly<{
  value: readonly Timeframe[];
  error: ReactNode;
  onChange(timeframes: readonly Timeframe[]): void;
}>;

/** All twelve timeframes side by side, any of them chosen. */
export function TimeframeChips({ value, error, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Input.Wrapper label={t('backfill.timeframes')} labelElement="div" error={error}>
      <Chip.Group multiple value={[...value]} onChange={(chosen) => onChange(chosen as Timeframe[])}>
        <fieldset className="ck-chips" aria-label={t('backfill.timeframes')}>
          {TIMEFRAMES.map((timeframe) => (
            <Chip key={timeframe} value={timeframe} size="xs" radius="sm" variant="outline" icon={<span />}>
              {timeframe}
            </Chip>
          ))}
        </fieldset>
      </Chip.Group>
    </Input.Wrapper>
  );
}
