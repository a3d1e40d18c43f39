import { EXCHANGES, type ExchangeId } from '../../../shared/domain/exchange.ts';
import { normalize } from '../../../shared/domain/interval.ts';
import type { Job } from '../../../shared/domain/job.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { EngineContext } from '../context.ts';
import type { OutageChange, VenueSilence } from '../ports/store.ts';
import { outageWitnesses, type SymbolHistory } from './outageRule.ts';

export type OutageExplainer = Readonly<{
  /** Compares the symbols of a venue and returns how many gaps have another cause now; quick when nothing is new. */
  explain(exchange: ExchangeId): Promise<number>;
  /** The same for the venues of a job that is about to end. Never rejects: the job has done its work. */
  afterJob(job: Pick<Job, 'parts'>): Promise<void>;
  /** The same for every venue. */
  explainAll(): Promise<void>;
}>;

/** Changes per write, so that a page never waits long for its turn. */
const PER_WRITE = 2_000;

/** Lets other work through while years of gaps of many symbols are compared. */
const PER_TURN = 500;

function historiesOf({ ledgers, gaps }: VenueSilence): SymbolHistory[] {
  const emptyOf = Map.groupBy(gaps, ({ seriesId }) => seriesId);
  return [...Map.groupBy(ledgers, ({ symbol }) => symbol)].map(([symbol, series]) => ({
    symbol,
    known: normalize(series),
    empty: normalize(series.flatMap(({ seriesId }) => emptyOf.get(seriesId) ?? [])),
  }));
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i]);

/** Returns the gaps whose cause is another one in the light of the other symbols. */
async function changesIn(silence: VenueSilence, turn: () => Promise<void>): Promise<OutageChange[]> {
  const histories = historiesOf(silence);
  const symbolOf = new Map(silence.ledgers.map(({ seriesId, symbol }) => [seriesId, symbol]));
  const changes: OutageChange[] = [];
  for (const [i, gap] of silence.gaps.entries()) {
    if (i % PER_TURN === PER_TURN - 1) await turn();
    const alsoMissing = outageWitnesses(symbolOf.get(gap.seriesId)!, gap, histories);
    if (gap.isOutage === alsoMissing.length > 0 && isSame(gap.alsoMissing, alsoMissing)) continue;
    changes.push({ id: gap.id, from: gap.from, until: gap.until, alsoMissing });
  }
  return changes;
}

/** Tells an outage of the venue from a symbol in which nobody traded, by what the other symbols lack. */
export function createOutageExplainer(context: EngineContext): OutageExplainer {
  const { store, log, publish } = context;
  const marks = new Map<ExchangeId, string>();

  const explain = async (exchange: ExchangeId): Promise<number> => {
    const mark = await store.read.outageMark(exchange);
    if (marks.get(exchange) === mark) return 0;
    const silence = await store.scan.venueSilence(exchange);
    const changes = await changesIn(silence, () => new Promise((resolve) => setImmediate(resolve)));
    let changed = 0;
    for (let at = 0; at < changes.length; at += PER_WRITE) {
      changed += await store.write.applyOutages(changes.slice(at, at + PER_WRITE));
    }
    marks.set(exchange, mark);
    if (changed > 0) {
      const ids = new Set(changes.map(({ id }) => id));
      const touched = silence.gaps.filter(({ id }) => ids.has(id)).map(({ seriesId }) => seriesId);
      publish('coverage.changed', { seriesIds: [...new Set<SeriesId>(touched)] });
    }
    return changed;
  };

  const explainThese = async (exchanges: Iterable<ExchangeId>): Promise<void> => {
    for (const exchange of exchanges) {
      await explain(exchange).catch((error: unknown) => {
        log.warn('outages could not be told from quiet markets', { exchange, error: String(error) });
      });
    }
  };
  return {
    explain,
    afterJob: ({ parts }) => explainThese(new Set(parts.map((part) => part.exchange))),
    explainAll: () => explainThese(EXCHANGES),
  };
}
