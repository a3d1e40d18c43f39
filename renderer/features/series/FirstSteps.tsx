import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icons.tsx';

type Props = Readonly<{ symbols: readonly string[]; onBackfill(): void }>;

/** Teaches the way from an empty store to the first candles: choose, press, watch. */
export function FirstSteps({ symbols, onBackfill }: Props) {
  const { t } = useTranslation();
  return (
    <div className="ck-first-steps">
      <h3>{t('series.empty.title')}</h3>
      <p>{t('series.empty.text')}</p>
      <ol>
        <li>{t('series.empty.stepChoose', { symbols: symbols.join(', ') })}</li>
        <li>{t('series.empty.stepStart')}</li>
        <li>{t('series.empty.stepWatch')}</li>
      </ol>
      <Button leftSection={<Icon name="down" />} onClick={onBackfill}>
        {t('series.empty.take', { count: symbols.length })}
      </Button>
    </div>
  );
}
