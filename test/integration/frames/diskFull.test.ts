import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { skip } from '../../helpers/skip.ts';
import { CSV, openFrameStage, putWalk, SPEC } from './stage.ts';

it('a full disk is told as such, and no half file is left on it', async (test) => {
  const stage = await openFrameStage();
  const disk = stage.at('disk');
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    skip(test, 'no disk can be mounted here');
  }
  onTestFinished(() => {
    execFileSync('umount', [disk]);
  });
  await putWalk(stage, 'ETHUSDT', 20_000, ['5m']);
  const spec = { ...SPEC, joins: [{ timeframe: '5m' as const }] };
  const parquet = { kind: 'parquet', compression: 'none' } as const;
  for (const [name, format] of [
    ['f.csv', CSV],
    ['f.parquet', parquet],
  ] as const) {
    const answer = await stage.engine.call('frames.export', {
      spec,
      format,
      path: `${disk}/${name}`,
      leakTest: false,
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'disk-full' } });
    expect(readdirSync(disk)).toEqual([]);
  }
});
