import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import { type EpochMs, SECOND } from '../../../shared/domain/time.ts';
import type { EngineContext } from '../context.ts';
import { afterFailedProbe, type Circuit, CLOSED, isGoodProbe, isSilent, opened } from './circuit.ts';
import type { Probe } from './probe.ts';
import { exchangeName } from './words.ts';

type BreakerDeps = Readonly<{
  context: EngineContext;
  exchange: ExchangeId;
  symbols(): number;
  limitMs(): number | null;
  probe(n: number): Promise<Probe>;
  onChange(isOpen: boolean): void;
}>;

/** The circuit breaker of a venue at work. Its times are the stopwatch's: the wall clock may be set at any moment. */
export function createBreaker({ context, exchange, symbols, limitMs, probe, onChange }: BreakerDeps) {
  const { timing, journal } = context;
  let circuit: Circuit = CLOSED;
  let lastNewsAt = timing.elapsed();
  let lastAnswerAt: number | null = null;
  let probing = false;

  function close(reason: string): void {
    if (circuit.state === 'closed') return;
    circuit = CLOSED;
    lastNewsAt = timing.elapsed();
    void journal.event('info', 'live', 'circuit-closed', `${exchangeName(exchange)}: ${reason}`);
    onChange(false);
  }

  async function look(): Promise<void> {
    if (circuit.state !== 'open') return;
    const { answered, hasNews } = await probe(circuit.probes);
    if (circuit.state !== 'open') return;
    if (isGoodProbe(answered, hasNews, symbols()))
      close('it answers again; what was missed is being fetched');
    else circuit = afterFailedProbe(circuit, timing.elapsed());
  }

  return {
    isOpen: (): boolean => circuit.state === 'open',
    /** When the next probe is made, exchange time; null while the breaker is closed. */
    until: (now: EpochMs): EpochMs | null =>
      circuit.state === 'open' ? Math.round(now + Math.max(0, circuit.probeAt - timing.elapsed())) : null,
    hasNews: (): void => {
      lastNewsAt = timing.elapsed();
      lastAnswerAt = lastNewsAt;
    },
    hasAnswered: (): void => {
      lastAnswerAt = timing.elapsed();
    },
    /** Milliseconds since any symbol said something new. */
    silentFor: (): number => timing.elapsed() - lastNewsAt,
    /** Counts silence from now on. */
    restart(): void {
      lastNewsAt = timing.elapsed();
    },
    close: (): void => close('closed by hand'),
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
        if (probing || now < circuit.probeAt) return;
        probing = true;
        void look().finally(() => {
          probing = false;
        });
        return;
      }
      if (!isWatching) lastNewsAt = now;
      const silence = { now, lastNewsAt, lastAnswerAt, symbols: symbols(), limitMs: limitMs() };
      if (!isSilent(silence)) return;
      circuit = opened(now);
      const seconds = Math.round((now - lastNewsAt) / SECOND);
      const text = `${exchangeName(exchange)}: no symbol has sent anything new for ${seconds} s; the line is closed and one request now and then looks whether it is back.`;
      void journal.event('error', 'live', 'circuit-open', text);
      onChange(true);
    },
  };
}
