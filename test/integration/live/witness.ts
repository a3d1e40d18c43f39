import type { Alert } from '../../../shared/domain/alert.ts';
import type { IngestionSource, IngestionStatus } from '../../../shared/domain/live.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { englishOf } from '../../../shared/words/problems.ts';
import type { Simulation } from '../../helpers/simulation.ts';
import { titleOf } from './load.ts';

/** What the trader saw of one fault; times in virtual milliseconds after its end. */
export type Sighting = Readonly<{
  trial: string;
  lasts: number;
  complete: number;
  asBefore: number;
  states: readonly string[];
  sockets: readonly string[];
  /** Lines that were dialled again. */
  reconnects: number;
  errors: readonly string[];
  alerts: readonly string[];
  notices: readonly string[];
}>;

/** How every series is kept. */
export type Sources = ReadonlyMap<SeriesId, IngestionSource | null>;

export async function sourcesOf(simulation: Simulation): Promise<Sources> {
  const { series } = await simulation.engine.ask('live.state', {});
  return new Map(series.map((one) => [one.seriesId, one.source]));
}

/** Watches the ingestion screen and the alerts, as the trader would, from now on; `usual` is how it was in peace. */
export function createWitness(simulation: Simulation, usual: Sources) {
  const states = new Map<string, Set<number>>();
  const sockets = new Set<string>();
  const reconnects: number[] = [];
  const errors = new Map<string, number>();
  const since = simulation.now();
  const ask = () => simulation.engine.ask('live.state', {});

  /** Numbers differ from series to series; the sentence does not. */
  const sentence = (text: string): string => text.replaceAll(/\b\d{10,}\b/g, '…');

  function hears(text: string | null): void {
    if (text !== null) errors.set(sentence(text), (errors.get(sentence(text)) ?? 0) + 1);
  }

  async function look(): Promise<void> {
    const { series, venues } = await ask();
    for (const one of series) {
      const how = one.source === usual.get(one.seriesId) ? one.state : `${one.state}, ${one.source}`;
      states.set(how, (states.get(how) ?? new Set()).add(one.seriesId));
      hears(englishOf(one.lastError));
    }
    reconnects.push(venues.reduce((sum, venue) => sum + venue.reconnects, 0));
    for (const { socket, circuit, lastError } of venues) {
      sockets.add(circuit === 'open' ? `${socket}, circuit open` : socket);
      hears(englishOf(lastError));
    }
  }

  const named = ({ kind, severity }: Alert): string => `${kind} (${severity})`;

  return {
    look,
    /** What is not well: every series should be live, or its market quiet, without an error. */
    async complaints(): Promise<string[]> {
      const { series } = await ask();
      const isWell = (one: IngestionStatus): boolean =>
        (one.state === 'live' || one.state === 'quiet') && one.errors === 0;
      return series
        .filter((one) => !isWell(one))
        .map((one) => `${titleOf(one)}: ${one.state}, ${one.errors} errors, ${englishOf(one.lastError)}`);
    },
    /** Which series are kept in another way than before. */
    async changes(): Promise<string[]> {
      const { series } = await ask();
      return series
        .filter(({ seriesId, source }) => source !== usual.get(seriesId))
        .map((one) => `${titleOf(one)}: ${one.source}`);
    },
    async report(): Promise<
      Pick<Sighting, 'states' | 'sockets' | 'reconnects' | 'errors' | 'alerts' | 'notices'>
    > {
      const { alerts } = await simulation.engine.ask('alerts.list', { limit: 5_000 });
      const events = await simulation.engine.ask('events.list', { limit: 100 });
      return {
        states: [...states].map(([how, who]) => `${who.size} ${how}`),
        sockets: [...sockets],
        reconnects: (reconnects.at(-1) ?? 0) - (reconnects.at(0) ?? 0),
        errors: [...errors].sort((a, b) => b[1] - a[1]).map(([text]) => text),
        alerts: [...new Set(alerts.filter(({ raisedAt }) => raisedAt >= since).map(named))],
        notices: [...new Set(events.events.filter(({ at }) => at >= since).map(({ type }) => type))],
      };
    },
  };
}

function duration(ms: number): string {
  const seconds = Math.round(ms / SECOND);
  if (ms < 2 * MINUTE) return `${seconds} s`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

const cell = (texts: readonly string[]): string =>
  texts.length === 0 ? '—' : texts.join('; ').replaceAll('|', '\\|');

/** The table of the README: a fault, what the trader sees of it, and how long until everything is well again. */
export function tableOf(sightings: readonly Sighting[]): string {
  const head = [
    '| fault | lasts | series | lines | says | alerts | complete again after | as before after |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
  ];
  const rows = sightings.map(
    ({ trial, lasts, complete, asBefore, states, sockets, reconnects, errors, alerts }) =>
      [
        trial,
        duration(lasts),
        cell(states),
        cell(reconnects === 0 ? sockets : [...sockets, `dialled again ${reconnects} times`]),
        cell(errors.slice(0, 2)),
        cell(alerts),
        duration(complete),
        duration(asBefore),
      ].join(' | '),
  );
  return `${[...head, ...rows.map((row) => `| ${row} |`)].join('\n')}\n`;
}
