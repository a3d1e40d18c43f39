import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { ExportOrder, type TaskRun } from '../../../shared/domain/schedule.ts';
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

  const { engine } = stage;
  await engine.ask('frames.savePreset', { name: 'model', spec, format: CSV });
  const order = { preset: 'model', folder: disk, file: 'f', ifThere: 'replace', leakTest: false, days: null };
  const { task } = await engine.ask('schedule.add', {
    kind: 'export',
    cron: '0 4 * * *',
    maxRequests: null,
    export: ExportOrder.parse(order),
  });
  const ended = new Promise<TaskRun>((resolve) => {
    engine.engine.on('schedule.changed', ({ tasks }) => {
      const run = tasks.find(({ id }) => id === task.id)?.lastRun;
      if (run?.finishedAt != null) resolve(run);
    });
  });
  await engine.ask('schedule.run', { taskId: task.id });
  expect(await ended).toMatchObject({
    result: 'failed',
    summary: { params: { note: 'disk-full', folder: disk } },
  });
  expect(readdirSync(disk)).toEqual([]);
});
