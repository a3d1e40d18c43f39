import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../../shared/domain/job.ts';
import { Icon } from '../../ui/icons.tsx';
import { actionsOf, canUndo } from './progress.ts';
import type { CardAction } from './useJobActions.ts';

type Props = Readonly<{
  job: Job;
  title: string;
  /** Where it is among the open jobs, from 0, and how many those are; null for a job that has ended. */
  turn: Readonly<{ place: number; total: number }> | null;
  onAction(action: CardAction, job: Job): void;
  onMove(job: Job, step: -1 | 1): void;
}>;

const STEPS = [
  { step: -1, icon: 'up', word: 'moveUp' },
  { step: 1, icon: 'downward', word: 'moveDown' },
] as const;

/** What can be done about a job. */
export function JobActions({ job, title, turn, onAction, onMove }: Props) {
  const { t } = useTranslation();
  const canMove = (step: -1 | 1): boolean =>
    turn !== null && turn.place + step >= 0 && turn.place + step < turn.total;
  return (
    <span className="ck-job-actions">
      {turn !== null &&
        turn.total > 1 &&
        STEPS.map(({ step, icon, word }) => (
          <Tooltip key={word} label={t(`jobs.${word}`, { job: title })}>
            {/* Never disabled in truth: what has the focus while the job arrives at an end must not lose it. */}
            <ActionIcon
              size="sm"
              variant="default"
              aria-label={t(`jobs.${word}`, { job: title })}
              aria-disabled={!canMove(step)}
              {...(canMove(step) ? {} : { 'data-disabled': true })}
              onClick={() => canMove(step) && onMove(job, step)}
            >
              <Icon name={icon} />
            </ActionIcon>
          </Tooltip>
        ))}
      {[...actionsOf(job.state), ...(canUndo(job) ? (['undo'] as const) : [])].map((action) => (
        <Button
          key={action}
          size="compact-xs"
          variant="default"
          aria-label={t('jobs.actionOf', { action: t(`jobs.action.${action}`), job: title })}
          onClick={() => onAction(action, job)}
        >
          {t(`jobs.action.${action}`)}
        </Button>
      ))}
    </span>
  );
}
