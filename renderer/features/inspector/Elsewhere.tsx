import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { type CandleValues, valuesAt } from './compare.ts';
import type { InspectorState, InspectorStore } from './inspectorStore.ts';
import type { PaneNumbers } from './numbers.ts';
import { ValuesTable } from './ValuesTable.tsx';

type Props = Readonly<{
  exchange: ExchangeId;
  store: InspectorStore;
  elsewhere: InspectorState['elsewhere'];
  own: CandleValues | null;
  numbers: PaneNumbers;
}>;

/** The same candle on the other venue, asked for when the trader wants to know. */
export function Elsewhere({ exchange, store, elsewhere, own, numbers }: Props) {
  const { t } = useTranslation();
  const value = elsewhere?.value ?? null;
  const values = value === null ? null : valuesAt(value.candle, 0);
  return (
    <>
      <p>
        <Button
          size="compact-xs"
          variant="default"
          loading={elsewhere?.isLoading === true}
          onClick={() => void store.askElsewhere()}
        >
          {exchange === 'bitget' ? t('inspector.askBinance') : t('inspector.askBitget')}
        </Button>
      </p>
      {elsewhere?.error != null && <ErrorNotice error={elsewhere.error} />}
      {value !== null && values === null && (
        <p role="status">{t('inspector.elsewhereNone', { exchange: t(`exchange.${value.exchange}`) })}</p>
      )}
      {value !== null && values !== null && (
        <ValuesTable
          label={t('inspector.elsewhere')}
          own={own === null ? null : { name: t(`exchange.${exchange}`), values: own }}
          others={[{ name: t(`exchange.${value.exchange}`), values }]}
          numbers={numbers}
        />
      )}
    </>
  );
}
