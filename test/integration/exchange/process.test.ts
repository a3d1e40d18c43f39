import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { candleRows } from '../../../shared/domain/candle.ts';
import { HOUR, MINUTE } from '../../../shared/domain/time.ts';
import { connectExchange, startExchange } from '../../exchange/index.ts';
import { talkTo } from './rawSocket.ts';

const CLI = fileURLToPath(new URL('../../exchange/cli.ts', import.meta.url));
const NOW = Date.parse('2026-11-18T12:00:30Z');

function run(...options: string[]): ChildProcess {
  const child = spawn(process.execPath, [CLI, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function firstLine(child: ChildProcess): Promise<string> {
  const [line] = (await once(createInterface(child.stdout!), 'line')) as [string];
  return line;
}

describe('the emulator as a process of its own', () => {
  test('starts from the command line, serves its truth, and ends on SIGTERM', async () => {
    const child = run(
      ...['--symbols', 'BTCUSDT,ETHUSDT', '--now', '2026-11-18T12:00:30Z', '--speed', '0', '--seed', '9'],
      ...[
        '--listed',
        'ETHUSDT=2026-11-01',
        '--faults',
        '{"kind":"hole","from":"2026-11-18T10:00:00Z","until":"2026-11-18T10:05:00Z"}',
      ],
    );
    const url = /http:\/\/127\.0\.0\.1:\d+$/.exec(await firstLine(child))?.[0] ?? '';
    const exchange = connectExchange(url);
    const twin = await startExchange({ symbols: ['BTCUSDT'], now: NOW, speed: 0, seed: 9 });
    onTestFinished(() => twin.close());

    const truth = await exchange.truth('bitget', 'BTCUSDT', '1m', NOW - 3 * HOUR, NOW);
    expect(truth.openTime).toHaveLength(174);
    const own = twin.truth('bitget', 'BTCUSDT', '1m', NOW - HOUR, NOW);
    expect(candleRows(await exchange.truth('bitget', 'BTCUSDT', '1m', NOW - HOUR, NOW))).toEqual(
      candleRows(own),
    );
    expect((await exchange.truth('binance', 'ETHUSDT', '1d', 0, NOW)).openTime[0]).toBe(
      Date.parse('2026-11-01'),
    );

    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('a wrong option is one sentence and exit code 1', async () => {
    const child = run('--file', 'BTCUSDT:9m:nowhere.csv');
    const [text] = (await once(child.stderr!, 'data')) as [Buffer];
    expect(String(text)).toBe('--file wants SYMBOL:TIMEFRAME:PATH, not "BTCUSDT:9m:nowhere.csv"\n');
    expect(await once(child, 'exit')).toEqual([1, null]);
  });

  test('help names every option', async () => {
    const child = run('--help');
    const lines: string[] = [];
    createInterface(child.stdout!).on('line', (line) => lines.push(line));
    await once(child, 'close');
    for (const option of ['--port', '--symbols', '--listed', '--shift', '--fault-rate'])
      expect(lines.join('\n')).toContain(option);
  });

  test('everything can be steered over the admin paths', async () => {
    const emulator = await startExchange({ symbols: ['BTCUSDT'], now: NOW, speed: 0 });
    onTestFinished(() => emulator.close());
    const exchange = connectExchange(emulator.url);
    const ask = async (): Promise<number> => (await fetch(`${emulator.url}/fapi/v1/time`)).status;

    const [id] = await exchange.addFaults([{ kind: 'server-error', route: 'binance.time' }]);
    expect(await ask()).toBe(503);
    expect(await exchange.removeFault(id!)).toBe(true);
    expect(await ask()).toBe(200);
    expect(await exchange.requests({ route: 'binance.time' })).toMatchObject([
      { status: 503 },
      { status: 200 },
    ]);
    await exchange.clearRequests();
    expect(await exchange.requests()).toEqual([]);

    expect(await exchange.clock()).toEqual({ now: NOW, speed: 0 });
    expect(await exchange.setClock({ advance: MINUTE })).toEqual({ now: NOW + MINUTE, speed: 0 });
    expect(await exchange.setClock({ to: NOW })).toEqual({ now: NOW, speed: 0 });
    expect(await exchange.setSettings({ inclusiveEndTime: true })).toMatchObject({
      inclusiveEndTime: true,
      skewMs: 0,
    });
    expect(emulator.settings.inclusiveEndTime).toBe(true);

    await exchange.setListing('NEWUSDT', { listedAt: NOW - HOUR });
    expect((await exchange.truth('bitget', 'NEWUSDT', '1m', 0, NOW)).openTime).toHaveLength(60);
    await exchange.setListing('NEWUSDT', { delistedAt: NOW });
    expect(emulator.market.listings.get('NEWUSDT')!.delistedAt).toBe(NOW);

    const socket = await talkTo(`${emulator.wsUrl}/market/ws/0`);
    expect(await exchange.sockets()).toEqual([{ venue: 'binance', streams: [] }]);
    const closed = once(socket.socket, 'close');
    await exchange.closeSockets(1001, 'binance');
    expect((await closed)[0]).toBe(1001);

    await expect(exchange.addFaults({ kind: 'nonsense' } as never)).rejects.toThrow('POST faults');
    expect((await fetch(`${emulator.url}/__admin/nothing`)).status).toBe(404);
  });
});
