import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import { type EpochMs, SECOND } from '../../../shared/domain/time.ts';
import { sourceName } from '../../../shared/words/feedTrouble.ts';
import type { EngineContext } from '../context.ts';
import { afterFailedProbe, type Circuit, CLOSED, isGoodProbe, isSilent, opened } from './circuit.ts';
import type { Probe } from './probe.ts';

type BreakerDeps = Readonly<{
  context: EngineContext;
  exchange: ExchangeId;
  symbols(): number;
  limitMs(): number | null;
  probe(n: number): Promise<Probe>;
  /** The venue knows something that nobody here has heard. */
  onUnheard(): void;
  onChange(isOpen: boolean): void;
}>;

/** A venue that takes longer than this to say whether it is there is taken to be silent. */
const PATIENCE_MS = 10 * SECOND;

/** The circuit breaker of a venue at work. Its times are the stopwatch's: the wall clock may be set at any moment. */
export function createBreaker({
  context,
  exchange,
  symbols,
  limitMs,
  probe,
  onUnheard,
  onChange,
}: BreakerDeps) {
  const { timing, journal } = context;
  const venue = sourceName(exchange, 'en');
  let circuit: Circuit = CLOSED;
  let lastNewsAt = timing.elapsed();
  let lastAnswerAt: number | null = null;
  let probing = false;
  let suspicions = 0;

  const hasNews = (): void => {
    lastNewsAt = timing.elapsed();
    lastAnswerAt = lastNewsAt;
  };

  function open(): void {
    const now = timing.elapsed();
    circuit = opened(now);
    void journal.event('error', 'live', { type: 'circuit-open', venue, silentMs: now - lastNewsAt });
    onChange(true);
  }

  function close(how: 'answers' | 'by-hand'): void {
    if (circuit.state === 'closed') return;
    circuit = CLOSED;
    lastNewsAt = timing.elapsed();
    void journal.event('info', 'live', { type: 'circuit-closed', venue, how });
    onChange(false);
  }

  async function look(): Promise<void> {
    if (circuit.state !== 'open') return;
    const { answered, hasNews } = await probe(circuit.probes);
    if (circuit.state !== 'open') return;
    if (isGoodProbe(answered, hasNews, symbols())) close('answers');
    else circuit = afterFailedProbe(circuit, timing.elapsed());
  }

  /** Nobody has heard anything: where nobody trades, nobody has asked for long either, and that is no reason to open. */
  async function suspect(): Promise<void> {
    const since = lastNewsAt;
    const enough = new AbortController();
    const answer = await Promise.race([probe(suspicions), timing.sleep(PATIENCE_MS, enough.signal)]);
    enough.abort();
    suspicions += 1;
    // Somebody has heard something meanwhile, or the count has begun anew.
    if (circuit.state === 'open' || lastNewsAt !== since) return;
    const { answered, hasNews: isUnheard } = answer ?? { answered: false, hasNews: false };
    if (!isGoodProbe(answered, isUnheard, symbols())) return open();
    lastAnswerAt = timing.elapsed();
    if (!isUnheard) return;
    hasNews();
    onUnheard();
  }

  function inTurn(work: () => Promise<void>): void {
    if (probing) return;
    probing = true;
    void work().finally(() => {
      probing = false;
    });
  }

  return {
    isOpen: (): boolean => circuit.state === 'open',
    /** When the next probe is made, exchange time; null while the breaker is closed. */
    until: (now: EpochMs): EpochMs | null =>
      circuit.state === 'open' ? Math.round(now + Math.max(0, circuit.probeAt - timing.elapsed())) : null,
    hasNews,
    hasAnswered: (): void => {
      lastAnswerAt = timing.elapsed();
    },
    /** Milliseconds since any symbol said something new. */
    silentFor: (): number => timing.elapsed() - lastNewsAt,
    /** Counts silence from now on. */
    restart(): void {
      lastNewsAt = timing.elapsed();
    },
    close: (): void => close('by-hand'),
    dueIn: (): number => {
      if (circuit.state === 'open')
        return probing ? Number.POSITIVE_INFINITY : circuit.probeAt - timing.elapsed();
      const limit = limitMs();
      return limit === null
        ? Number.POSITIVE_INFINITY
        : Math.max(SECOND, lastNewsAt + limit - timing.elapsed());
    },
    tick(isWatching: boolean): void {
      const now = timing.elapsed();
      if (circuit.state === 'open') {
        if (now >= circuit.probeAt) inTurn(look);
        return;
      }
      if (!isWatching) lastNewsAt = now;
      const silence = { now, lastNewsAt, lastAnswerAt, symbols: symbols(), limitMs: limitMs() };
      if (isSilent(silence)) inTurn(suspect);
    },
  };
}
