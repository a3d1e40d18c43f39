import { TagsInput } from '@mantine/core';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { CatalogStore } from '../series/catalogStore.ts';
import { normalizeSymbol } from './backfillForm.ts';
import type { MarketSearchStore } from './marketSearchStore.ts';

type Props = Readonly<{
  exchange: ExchangeId;
  value: readonly string[];
  error: ReactNode;
  /** The dialog it is in begins with this field. */
  hasFirstFocus: boolean;
  catalog: CatalogStore;
  search: MarketSearchStore;
  onChange(symbols: readonly string[]): void;
}>;

/** Symbols as typed, pasted or found; the catalog's come first, then what the venue trades. */
export function SymbolPicker(props: Props) {
  const { exchange, value, error, hasFirstFocus, catalog, search, onChange } = props;
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const entries = useStore(catalog, (state) => state.value);
  const found = useStore(search);

  useEffect(() => search.search(exchange, typed), [search, exchange, typed]);

  const kept = useMemo(
    () =>
      (entries ?? []).filter((entry) => entry.exchange === exchange).map((entry) => entry.symbol as string),
    [entries, exchange],
  );
  const groups = useMemo(() => {
    const text = typed.trim().toUpperCase();
    const chosen = new Set(value);
    const ours = kept.filter((symbol) => symbol.includes(text) && !chosen.has(symbol));
    const others = (found.value ?? [])
      .filter((market) => market.exchange === exchange)
      .map((market) => market.symbol as string)
      .filter((symbol) => !kept.includes(symbol) && !chosen.has(symbol));
    const group = { exchange: t(`exchange.${exchange}`) };
    return [
      { group: t('backfill.inCatalog'), items: ours },
      { group: t('backfill.atVenue', group), items: others },
    ].filter(({ items }) => items.length > 0);
  }, [typed, kept, found.value, value, exchange, t]);

  const accept = (symbols: readonly string[]): void => {
    const known = new Set([...kept, ...(found.value ?? []).map((market) => market.symbol)]);
    onChange([...new Set(symbols.map((symbol) => normalizeSymbol(symbol, known)).filter(Boolean))]);
  };
  const note = found.error !== null && t('backfill.searchFailed', { exchange: t(`exchange.${exchange}`) });

  return (
    <TagsInput
      className="ck-symbols"
      label={t('backfill.symbols')}
      placeholder={value.length === 0 ? t('backfill.symbolsPlaceholder') : ''}
      data={groups}
      value={[...value]}
      onChange={accept}
      searchValue={typed}
      onSearchChange={setTyped}
      splitChars={[',', ';', ' ']}
      error={error}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      description={note || undefined}
      // The engine has filtered already, and its matches are wider than ours: base, quote, unified symbol.
      filter={({ options }) => options}
      maxDropdownHeight={320}
      comboboxProps={{ shadow: 'md' }}
      clearable
      {...(hasFirstFocus ? { 'data-autofocus': true } : {})}
    />
  );
}
