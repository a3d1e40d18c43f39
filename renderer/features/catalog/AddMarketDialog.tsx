import { Modal, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { CatalogEntry } from '../../../shared/contract/calls.ts';
import { DEFAULT_EXCHANGE, EXCHANGES, type ExchangeId } from '../../../shared/domain/exchange.ts';
import type { Market } from '../../../shared/domain/instrument.ts';
import { TIMEFRAMES, type Timeframe } from '../../../shared/domain/timeframe.ts';
import { Choice } from '../../ui/Choice.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/icons.tsx';
import { normalizeSymbol } from '../backfill/backfillForm.ts';
import { USUAL_TIMEFRAMES } from '../backfill/backfillStore.ts';
import type { MarketSearchStore } from '../backfill/marketSearchStore.ts';
import { TimeframeChips } from '../backfill/TimeframeChips.tsx';
import { isSuggested } from '../series/suggestions.ts';
import type { CatalogEdits } from './catalogEdits.ts';
import { MarketList } from './MarketList.tsx';

type Props = Readonly<{
  isOpen: boolean;
  entries: readonly CatalogEntry[];
  search: MarketSearchStore;
  edits: CatalogEdits;
  onClose(): void;
}>;

function AddMarket({ entries, search, edits }: Omit<Props, 'isOpen' | 'onClose'>) {
  const { t } = useTranslation();
  const [exchange, setExchange] = useState<ExchangeId>(DEFAULT_EXCHANGE);
  const [text, setText] = useState('');
  const [timeframes, setTimeframes] = useState<readonly Timeframe[]>(USUAL_TIMEFRAMES);
  const [wasTried, setWasTried] = useState(false);
  const found = useStore(search);
  const editError = useStore(edits, (state) => state.error);

  useEffect(() => search.search(exchange, text), [search, exchange, text]);

  const markets = (found.value ?? []).filter((market) => market.exchange === exchange);
  const kept = new Set(
    entries.filter((entry) => entry.exchange === exchange && !isSuggested(entry)).map(({ symbol }) => symbol),
  );
  const add = async ({ symbol }: Market): Promise<void> => {
    setWasTried(true);
    const wanted = TIMEFRAMES.filter((timeframe) => timeframes.includes(timeframe));
    if (wanted.length === 0) return;
    const isAdded = await edits.add(
      exchange,
      symbol,
      wanted.map((timeframe) => ({ timeframe })),
    );
    if (isAdded) notifications.show({ message: t('catalog.added', { symbol }) });
  };
  const addTyped = (): void => {
    const symbol = normalizeSymbol(text, new Set(markets.map((market) => market.symbol)));
    const market = markets.find((candidate) => candidate.symbol === symbol);
    if (market !== undefined && !kept.has(market.symbol)) void add(market);
  };
  return (
    <div className="ck-backfill">
      <div className="ck-fields">
        <Choice<ExchangeId>
          label={t('catalog.exchange')}
          value={exchange}
          options={EXCHANGES.map((value) => ({ value, label: t(`exchange.${value}`) }))}
          onChange={setExchange}
        />
        <TextInput
          className="ck-symbols"
          aria-label={t('catalog.search')}
          placeholder={t('catalog.searchPlaceholder')}
          leftSection={<Icon name="search" />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && addTyped()}
          data-autofocus
        />
      </div>
      <TimeframeChips
        value={timeframes}
        error={wasTried && timeframes.length === 0 ? t('catalog.problem.none') : undefined}
        onChange={setTimeframes}
      />
      {editError !== null && <ErrorNotice error={editError} />}
      {found.error !== null && (
        <ErrorNotice error={found.error} onRetry={() => search.search(exchange, text)} />
      )}
      <MarketList
        markets={markets}
        isLoading={found.isLoading}
        hasFailed={found.error !== null}
        kept={kept}
        onAdd={(market) => void add(market)}
      />
    </div>
  );
}

/** Finds a market among those of a venue and adds it to the catalog. */
export function AddMarketDialog({ isOpen, onClose, ...rest }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('catalog.addTitle')}
      size={720}
      closeButtonProps={{ 'aria-label': t('catalog.close') }}
    >
      <AddMarket {...rest} />
    </Modal>
  );
}
