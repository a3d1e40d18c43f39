import { describe, expect, test } from 'vitest';
import { startExchange } from '../../exchange/index.ts';
import { runCli } from '../../helpers/builtCli.ts';
import { prepareBuiltCli, setCliStage } from '../../helpers/cliStage.ts';
import { pagesAnswered } from '../../helpers/pageRequests.ts';

prepareBuiltCli();

const NOW = Date.UTC(2026, 2, 4, 12, 0, 30);
const BACKFILL = ['backfill', '--symbols', 'BTCUSDT', '--timeframes', '1m', '--days', '4'];

describe('without a network', () => {
  test('a first run says what is wrong and what to do, and everything that needs no venue works', async () => {
    const stage = await setCliStage();
    await stage.exchange.close();
    const backfill = await runCli(['backfill', '--symbols', 'PEPEUSDT', '--timeframes', '1h'], stage.env);
    expect(backfill.code).toBe(1);
    expect(backfill.stderr).toContain(
      'Bitget could not be reached; check the internet connection. Check the network',
    );
    expect(backfill.stderr).not.toMatch(/\n\s+at /);
    expect(await stage.json('coverage')).toEqual({ code: 0, document: [] });
    expect(await stage.json('gaps')).toEqual({ code: 0, document: [] });
    expect(await stage.json('verify')).toMatchObject({ code: 0, document: { series: [] } });
    expect((await stage.run('catalog', 'list')).stdout).toContain('BTCUSDT');
  });

  test('a venue that goes away in the middle ends the job with words and exit code 1; back again, it is finished', async () => {
    const stage = await setCliStage({ now: NOW, speed: 0, latencyMs: 30 });
    const first = stage.start(...BACKFILL, '--json');
    await pagesAnswered(stage.exchange, 2);
    await stage.exchange.close();
    const { code, stdout, stderr } = await first.ended;
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      state: 'incomplete',
      series: [{ state: 'incomplete', problem: expect.stringContaining('could not be reached') }],
    });
    expect(stderr).toContain('bitget BTCUSDT 1m: Bitget could not be reached');
    const gaps = (await stage.json('gaps')).document as { cause: string; state: string; evidence: string }[];
    expect(gaps.some(({ cause, evidence }) => cause === 'request-failed' && /reached/.test(evidence))).toBe(
      true,
    );
    expect(gaps.every(({ state }) => state === 'open')).toBe(true);

    const back = await startExchange({ symbols: ['BTCUSDT'], now: NOW, speed: 0, port: stage.exchange.port });
    try {
      expect(await stage.json(...BACKFILL)).toMatchObject({ code: 0, document: { state: 'done' } });
      expect(await stage.json('gaps')).toEqual({ code: 0, document: [] });
    } finally {
      await back.close();
    }
  });

  test('what is stored is judged by the time the venue last told', async () => {
    const stage = await setCliStage({ now: NOW, speed: 0 });
    expect((await stage.run(...BACKFILL)).code).toBe(0);
    await stage.exchange.close();
    const [series] = (await stage.json('coverage')).document as { status: string; ageMs: number }[];
    expect(series).toMatchObject({ status: 'ok' });
    expect(series!.ageMs).toBeLessThan(5 * 60_000);
    expect(await stage.json('verify')).toMatchObject({ code: 0, document: { overall: 'ok' } });
  });
});
