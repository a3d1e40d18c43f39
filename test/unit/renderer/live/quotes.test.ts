import { expect, test, vi } from 'vitest';
import { createQuotesStore } from '../../../../renderer/features/quotes/quotesStore.ts';
import { quoteText } from '../../../../renderer/features/quotes/quoteTexts.ts';
import { createQuoteWords } from '../../../../renderer/features/quotes/quoteWords.ts';
import { sampleQuote } from '../../../helpers/liveSamples.ts';
import { scriptedClient } from '../../../helpers/scriptedClient.ts';

const AT = 1_000_000;

test('the newest quote of a symbol is there by its name, asked for first and pushed then', async () => {
  const { client, emit, last } = scriptedClient();
  const store = createQuotesStore(client);
  const heard = vi.fn();
  const stop = store.onQuotes(heard);
  void store.load();
  await last('quotes.list').answer({ quotes: [sampleQuote(AT)] });
  expect(store.get('bitget', 'BTCUSDT')?.last?.at).toBe(AT);
  emit('live.quotes', { quotes: [sampleQuote(AT + 100), sampleQuote(AT, { exchange: 'binance' })] });
  expect(store.get('bitget', 'BTCUSDT')?.last?.at).toBe(AT + 100);
  expect(store.get('binance', 'BTCUSDT')?.last?.at).toBe(AT);
  expect(store.get('bitget', 'ETHUSDT')).toBeNull();
  expect(heard).toHaveBeenCalledTimes(2);
  stop();
  store.dispose();
  emit('live.quotes', { quotes: [sampleQuote(AT + 200)] });
  expect(store.get('bitget', 'BTCUSDT')?.last?.at).toBe(AT + 100);
});

test('a value is written with the decimals of its symbol, and is history after its expiry', () => {
  const words = createQuoteWords('en', 0.1)(null);
  const quote = sampleQuote(AT);
  expect(quoteText(quote, 'last', AT + 500, words)).toEqual({
    text: '1,000.5',
    age: 500,
    isStale: false,
    trend: null,
  });
  expect(quoteText(quote, 'last', AT + 60_001, words)).toMatchObject({ age: 60_001, isStale: true });
  expect(quoteText(quote, 'change24h', AT, words)).toMatchObject({ text: '-2.34%', trend: 'down' });
  expect(quoteText(quote, 'funding', AT, words).text).toBe('+0.0100%');
  expect(quoteText(null, 'bid', AT, words)).toMatchObject({ text: '–', age: null, isStale: true });
  expect(quoteText(quote, 'last', AT - 5, words).age, 'a clock that is a little off makes no age').toBe(0);
});

test('a symbol whose tick size nobody knows is written as its own prices are', () => {
  const quote = sampleQuote(AT, { last: { value: 0.00123, at: AT, expiresAt: AT + 1 } });
  expect(quoteText(quote, 'last', AT, createQuoteWords('es', null)(quote)).text).toBe('0,00123');
});
