import { afterEach, describe, expect, test, vi } from 'vitest';
import { BackendStartError } from '../../../electron/engine/ports/backend.ts';
import { startingBackend } from '../../../electron/engine/startingBackend.ts';
import { silentLog } from '../../../electron/platform/log.ts';
import type { Handlers } from '../../../shared/contract/dataClient.ts';
import { type CandleColumns, candleRows, candlesFromRows } from '../../../shared/domain/candle.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { fail, succeed } from '../../../shared/lib/result.ts';
import { scriptedBackend } from '../../helpers/scriptedBackend.ts';
import { browserHost, electronIpc, type Line, type Transport } from '../../helpers/transports.ts';

const info = { version: '1', dataDir: '/data', sqliteVersion: '3.51.3', simulated: false };
const seriesId = 7 as SeriesId;
const range = { seriesId, before: 1_700_000_000_000, limit: 3 };

/** Answers when it is cancelled, and tells that it was. */
function cancellable() {
  const started = vi.fn();
  const cancelled = vi.fn();
  const handler: Handlers['verify.run'] = (_request, signal) =>
    new Promise((resolve) => {
      started();
      signal.addEventListener('abort', () => {
        cancelled();
        resolve(fail({ code: 'conflict', message: 'stopped' }));
      });
    });
  return { started, cancelled, handler };
}

describe.each<Transport>([browserHost, electronIpc])('$name', ({ open }) => {
  let line: Line | null = null;
  const opened = async (...args: Parameters<typeof open>): Promise<Line> => {
    line = await open(...args);
    return line;
  };
  afterEach(async () => {
    await line?.close();
    line = null;
  });

  test('a call is answered with the value of its handler', async () => {
    const { client } = await opened(scriptedBackend({ 'app.info': async () => succeed(info) }));
    expect(await client.call('app.info', {})).toEqual(succeed(info));
  });

  test('answers find their calls when they come in another order', async () => {
    const { client } = await opened(
      scriptedBackend({
        'gaps.list': async ({ limit = 0 }) => {
          await new Promise((resolve) => setTimeout(resolve, 40 - limit * 10));
          return succeed({ gaps: [], total: limit });
        },
      }),
    );
    const answers = await Promise.all([1, 2, 3].map((limit) => client.call('gaps.list', { limit })));
    expect(answers.map((answer) => answer.ok && answer.value.total)).toEqual([1, 2, 3]);
  });

  test('the error of a handler arrives as a value with its code', async () => {
    const error = { code: 'venue-unavailable', message: 'bitget does not answer' } as const;
    const { client } = await opened(scriptedBackend({ 'app.status': async () => fail(error) }));
    expect(await client.call('app.status', {})).toEqual(fail(error));
  });

  test('a handler that throws is answered as internal, without its words', async () => {
    const { client } = await opened(
      scriptedBackend({ 'app.info': () => Promise.reject(new Error('secret')) }),
    );
    expect(await client.call('app.info', {})).toEqual(fail({ code: 'internal', message: 'app.info failed' }));
  });

  test('an unknown call, even one that every object has, is refused', async () => {
    const { client } = await opened(scriptedBackend({}));
    for (const name of ['no.such', 'toString', '__proto__']) {
      const answer = await client.call(name as 'app.info', {});
      expect(answer).toEqual(fail({ code: 'invalid-request', message: `unknown call ${name}` }));
    }
  });

  test('a bad request never reaches its handler and says which field is wrong', async () => {
    const handler = vi.fn<Handlers['candles.range']>();
    const { client } = await opened(scriptedBackend({ 'candles.range': handler }));
    const answer = await client.call('candles.range', { ...range, limit: 0 });
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'invalid-request', message: expect.stringContaining('limit') },
    });
    expect(handler).not.toHaveBeenCalled();
  });

  test('an optional field that is undefined is an absent one', async () => {
    const { client } = await opened(
      scriptedBackend({ 'gaps.list': async () => succeed({ gaps: [], total: 0 }) }),
    );
    const request = { exchange: undefined } as unknown as Record<string, never>;
    expect(await client.call('gaps.list', request)).toEqual(succeed({ gaps: [], total: 0 }));
  });

  test('candles arrive as Float64Array columns, bit for bit', async () => {
    const rows = [
      [1_700_000_000_000, 0.1, Number.MAX_VALUE, Number.MIN_VALUE, 1 / 3, 0],
      [1_700_000_060_000, 42_000.5, 42_001, 41_999.99999999, 42_000, 1e-9],
      [1_700_000_120_000, 1, 2, 3, 4, 5],
    ] as const;
    const { client } = await opened(
      scriptedBackend({ 'candles.range': async () => succeed({ candles: candlesFromRows(rows) }) }),
    );
    const answer = await client.call('candles.range', range);
    const candles: CandleColumns = answer.ok ? answer.value.candles : candlesFromRows([]);
    expect(Object.values(candles).every((column) => column instanceof Float64Array)).toBe(true);
    expect(candleRows(candles)).toEqual(rows);
  });

  test('cancelling answers the caller at once and reaches the handler', async () => {
    const { started, cancelled, handler } = cancellable();
    const { client } = await opened(scriptedBackend({ 'verify.run': handler }));
    const controller = new AbortController();
    const answer = client.call('verify.run', {}, { signal: controller.signal });
    await vi.waitFor(() => expect(started).toHaveBeenCalled());
    controller.abort();
    expect(await answer).toMatchObject({ ok: false, error: { message: 'cancelled by the caller' } });
    await vi.waitFor(() => expect(cancelled).toHaveBeenCalledOnce());
  });

  test('a call that was cancelled before it began is not made', async () => {
    const { started, handler } = cancellable();
    const { client } = await opened(scriptedBackend({ 'verify.run': handler }));
    expect(await client.call('verify.run', {}, { signal: AbortSignal.abort() })).toMatchObject({ ok: false });
    expect(started).not.toHaveBeenCalled();
  });

  test('events arrive until their listener is removed', async () => {
    const backend = scriptedBackend({ 'app.info': async () => succeed(info) });
    const { client } = await opened(backend);
    await client.call('app.info', {});
    const listener = vi.fn();
    const stop = client.on('coverage.changed', listener);
    backend.emit('coverage.changed', { seriesIds: [seriesId] });
    await vi.waitFor(() => expect(listener).toHaveBeenCalledWith({ seriesIds: [seriesId] }));
    stop();
    backend.emit('coverage.changed', { seriesIds: [] });
    await client.call('app.info', {});
    expect(listener).toHaveBeenCalledOnce();
  });

  test('calls wait for a backend that is still starting', async () => {
    let started: (backend: ReturnType<typeof scriptedBackend>) => void = () => undefined;
    const { client } = await opened(
      startingBackend(() => new Promise((resolve) => (started = resolve)), silentLog),
    );
    const answer = client.call('app.info', {});
    const listener = vi.fn();
    client.on('catalog.changed', listener);
    const backend = scriptedBackend({ 'app.info': async () => succeed(info) });
    started(backend);
    expect(await answer).toEqual(succeed(info));
    backend.emit('catalog.changed', {});
    await vi.waitFor(() => expect(listener).toHaveBeenCalledOnce());
  });

  test('a backend that could not start answers every call with the reason', async () => {
    const reason = { code: 'store-locked', message: 'another Candlekeep has it open' } as const;
    const start = () => Promise.reject(new BackendStartError(reason));
    const { client } = await opened(startingBackend(start, silentLog));
    expect(await client.call('app.info', {})).toEqual(fail(reason));
    expect(await client.call('catalog.list', {})).toEqual(fail(reason));
  });

  test('a damaged store can be recovered from the window, and the start is tried again', async () => {
    const reason = { code: 'store-damaged', message: 'not a database' } as const;
    const recovery = { from: 'a backup', damaged: 'set aside', candles: null };
    const recovered = vi.fn().mockResolvedValue(recovery);
    const second = scriptedBackend({ 'app.info': async () => succeed(info) });
    const start = vi
      .fn<() => Promise<ReturnType<typeof scriptedBackend>>>()
      .mockRejectedValueOnce(new BackendStartError(reason, recovered))
      .mockResolvedValueOnce(second);
    const { client } = await opened(startingBackend(start, silentLog));
    const listener = vi.fn();
    client.on('catalog.changed', listener);
    expect(await client.call('app.info', {})).toEqual(fail(reason));
    expect(await client.call('store.recover', { how: 'restore' })).toEqual(succeed(recovery));
    expect(recovered).toHaveBeenCalledWith('restore');
    expect(await client.call('app.info', {})).toEqual(succeed(info));
    second.emit('catalog.changed', {});
    await vi.waitFor(() => expect(listener).toHaveBeenCalledOnce());
  });

  test('closing the window answers what is pending and aborts it in the engine', async () => {
    const { started, cancelled, handler } = cancellable();
    const { client, close } = await opened(scriptedBackend({ 'verify.run': handler }));
    const answer = client.call('verify.run', {});
    await vi.waitFor(() => expect(started).toHaveBeenCalled());
    await close();
    expect(await answer).toMatchObject({ ok: false, error: { code: 'disconnected' } });
    await vi.waitFor(() => expect(cancelled).toHaveBeenCalledOnce());
  });
});

describe('a lost connection', () => {
  test('is told to all pending calls, and comes back by itself', async () => {
    const { started, handler } = cancellable();
    const backend = scriptedBackend({ 'verify.run': handler, 'app.info': async () => succeed(info) });
    const line = await browserHost.open(backend);
    const states: string[] = [];
    line.port.onState((state) => states.push(state));
    const pending = line.client.call('verify.run', {});
    await vi.waitFor(() => expect(started).toHaveBeenCalled());
    line.dropConnection?.();
    expect(await pending).toMatchObject({ ok: false, error: { code: 'disconnected' } });
    expect(await line.client.call('app.info', {})).toMatchObject({ error: { code: 'disconnected' } });
    await vi.waitFor(() => expect(line.port.state()).toBe('connected'), 5_000);
    expect(await line.client.call('app.info', {})).toEqual(succeed(info));
    expect(states).toEqual(['connected', 'lost', 'connected']);
    await line.close();
  });
});
