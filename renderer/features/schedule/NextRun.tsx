import { Progress } from '@mantine/core';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScheduledTask } from '../../../shared/domain/schedule.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { Countdown } from '../../ui/Countdown.tsx';
import { Icon } from '../../ui/icons.tsx';

type Props = Readonly<{ task: ScheduledTask; name: string }>;

/** How far a task is while it runs, else how long it takes until it runs again. */
export function NextRun({ task, name }: Props) {
  const { t } = useTranslation();
  const { percent, time } = useFormat();
  const say = useCallback((duration: string) => t('schedule.in', { duration }), [t]);
  if (task.running) {
    const { progress } = task;
    return (
      <>
        <span data-tone="busy">
          {progress === null
            ? t('schedule.running')
            : t('schedule.runningAt', { percent: percent(progress) })}
        </span>
        <Progress
          size="sm"
          value={(progress ?? 1) * 100}
          animated={progress === null}
          aria-label={t('schedule.progressOf', { name })}
        />
      </>
    );
  }
  if (task.waiting) {
    return (
      <span className="ck-badge" data-tone="busy" title={t('schedule.waitingHelp')}>
        <Icon name="dots" />
        {t('schedule.waiting')}
      </span>
    );
  }
  if (task.paused || task.nextRunAt === null) {
    return (
      <span className="ck-badge" data-tone="idle">
        <Icon name="bars" />
        {task.paused ? t('schedule.paused') : t('schedule.noNext')}
      </span>
    );
  }
  return (
    <>
      <Countdown until={task.nextRunAt} say={say} />
      <p className="ck-dim ck-number">{time(task.nextRunAt)}</p>
    </>
  );
}
