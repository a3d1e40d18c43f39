import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ScheduledTask } from '../../../shared/domain/schedule.ts';
import { taskTitle } from '../../../shared/words/tasks.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { cronWords } from './cronWords.ts';
import { LastRun } from './LastRun.tsx';
import { NextRun } from './NextRun.tsx';

export type TaskAction = 'run' | 'cancel' | 'pause' | 'resume' | 'edit' | 'remove';

type Props = Readonly<{
  task: ScheduledTask;
  onAction(action: TaskAction, task: ScheduledTask): void;
  onHistory(task: ScheduledTask): void;
  onExport(exportId: number): void;
}>;

/** One task: what it does, when, what came of it last, when it runs next, and what can be done about it. */
export function TaskRow({ task, onAction, onHistory, onExport }: Props) {
  const { t } = useTranslation();
  const { count, language } = useFormat();
  const name = taskTitle(task, language);
  const actions: readonly TaskAction[] = [
    task.running ? 'cancel' : 'run',
    task.paused ? 'resume' : 'pause',
    'edit',
    'remove',
  ];
  return (
    <tr data-paused={task.paused || undefined}>
      <th scope="row" title={t(`schedule.help.${task.kind}`)}>
        {name}
        <p className="ck-dim">{task.export === null ? t(`schedule.help.${task.kind}`) : task.export.file}</p>
      </th>
      <td>
        <span title={task.cron}>{cronWords(task.cron, t, language)}</span>
        {task.maxRequests !== null && (
          <p className="ck-dim">{t('schedule.atMost', { amount: count(task.maxRequests) })}</p>
        )}
      </td>
      <td>
        <LastRun run={task.lastRun} name={name} onHistory={() => onHistory(task)} onExport={onExport} />
      </td>
      <td>
        <NextRun task={task} name={name} />
      </td>
      <td className="ck-task-actions">
        {actions.map((action) => (
          <Button
            key={action === 'cancel' || action === 'run' ? 'run' : action === 'resume' ? 'pause' : action}
            size="compact-xs"
            variant="default"
            aria-label={t('schedule.actionOf', { action: t(`schedule.action.${action}`), name })}
            onClick={() => onAction(action, task)}
          >
            {t(`schedule.action.${action}`)}
          </Button>
        ))}
      </td>
    </tr>
  );
}
