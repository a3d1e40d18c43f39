import type { CatalogEntry } from '../../../shared/contract/calls.ts';
import type { Handlers } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { Market } from '../../../shared/domain/instrument.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import { apiErrorOf } from '../apiErrors.ts';
import { importCatalog } from '../catalog/catalogFile.ts';
import type { CatalogService } from '../catalog/catalogService.ts';
import type { CatalogFiles } from '../ports/files.ts';

type CatalogHandlers = Pick<Handlers, Extract<keyof Handlers, `catalog.${string}`> | 'series.remove'>;

const NOT_FOUND: ApiError = { code: 'not-found', message: 'the catalog has no such entry' };

const answer = async (
  work: Promise<CatalogEntry | null>,
): Promise<Result<{ entry: CatalogEntry }, ApiError>> => {
  const entry = await work;
  return entry === null ? fail(NOT_FOUND) : succeed({ entry });
};

/** Orders what was found: names that start with the text first, then the shorter, then by the alphabet. */
const byFit =
  (text: string) =>
  (a: Market, b: Market): number =>
    Number(b.symbol.startsWith(text)) - Number(a.symbol.startsWith(text)) ||
    a.symbol.length - b.symbol.length ||
    a.symbol.localeCompare(b.symbol);

export function catalogHandlers(catalog: CatalogService, files: CatalogFiles): CatalogHandlers {
  return {
    'catalog.list': async () => succeed({ entries: await catalog.list() }),
    'catalog.searchMarkets': async ({ exchange, text, limit }, signal) => {
      const markets = await catalog.markets.all(exchange, signal);
      if (!markets.ok) return fail(apiErrorOf(markets.error));
      const wanted = text.trim().toUpperCase();
      const found = markets.value.filter((market) => market.active && market.symbol.includes(wanted));
      return succeed({ markets: found.toSorted(byFit(wanted)).slice(0, limit) });
    },
    'catalog.add': async ({ exchange, symbol, timeframes }, signal) => {
      const added = await catalog.add(exchange, symbol, timeframes, signal);
      return added.ok ? succeed({ entry: added.value }) : fail(apiErrorOf(added.error));
    },
    'catalog.remove': async ({ instrumentId, keepData }) => {
      const removedCandles = await catalog.remove(instrumentId, keepData);
      return removedCandles === null ? fail(NOT_FOUND) : succeed({ removedCandles });
    },
    'series.remove': async ({ seriesId, keepData }) => {
      const removedCandles = await catalog.removeSeries(seriesId, keepData);
      return removedCandles === null ? fail(NOT_FOUND) : succeed({ removedCandles });
    },
    'catalog.setActive': ({ instrumentId, isActive }) => answer(catalog.setActive(instrumentId, isActive)),
    'catalog.setTimeframes': ({ instrumentId, timeframes }) =>
      answer(catalog.setTimeframes(instrumentId, timeframes)),
    'catalog.import': async ({ yaml }) => succeed(await importCatalog(catalog, files, yaml)),
    'catalog.export': async () => {
      const entries = (await catalog.list()).map((entry) => ({
        ...entry,
        series: entry.series.filter((one) => one.tracked),
      }));
      return succeed({ yaml: files.format(entries.filter((entry) => entry.series.length > 0)) });
    },
  };
}
