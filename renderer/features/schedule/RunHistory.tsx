import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { type ScheduledTask, TaskResult, type TaskRun } from '../../../shared/domain/schedule.ts';
import { taskTitle } from '../../../shared/words/tasks.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { RunTable } from './RunTable.tsx';
import type { RunFilter, ScheduleStore } from './scheduleStore.ts';

type Props = Readonly<{
  store: ScheduleStore;
  tasks: readonly ScheduledTask[];
  onExport(exportId: number): void;
}>;

const NONE: readonly TaskRun[] = [];

/** The runs of one task or of all, the newest on top, by what came of them. */
export function RunHistory({ store, tasks, onExport }: Props) {
  const { t } = useTranslation();
  const { count, language } = useFormat();
  const { value, error } = useStore(store, (state) => state.runs);
  const filter = useStore(store, (state) => state.filter);
  const listed = value ?? NONE;
  // Of a removed task nothing is left to be asked for; until it is gone for good it is only out of sight.
  const all = listed.filter(({ taskId }) => tasks.some(({ id }) => id === taskId));
  const shown = all.filter(({ result }) => filter.result === 'any' || result === filter.result);
  const nameOf = new Map(tasks.map((task) => [task.id, taskTitle(task, language)]));
  const byName = tasks.toSorted((a, b) =>
    (nameOf.get(a.id) ?? '').localeCompare(nameOf.get(b.id) ?? '', language),
  );
  return (
    <section className="ck-panel ck-runs" aria-labelledby="runs-title">
      <div className="ck-toolbar">
        <h2 id="runs-title">{t('schedule.history')}</h2>
        {value !== null && (
          <span className="ck-dim" role="status">
            {t('schedule.shown', { shown: count(shown.length), total: count(all.length) })}
          </span>
        )}
        <div className="ck-tools">
          <NativeSelect
            size="xs"
            aria-label={t('schedule.ofTask')}
            value={filter.taskId ?? ''}
            data={[
              { value: '', label: t('schedule.anyTask') },
              ...byName.map(({ id }) => ({ value: String(id), label: nameOf.get(id) ?? '' })),
            ]}
            onChange={({ currentTarget: { value: id } }) =>
              store.setFilter({ taskId: id === '' ? null : Number(id) })
            }
          />
          <NativeSelect
            size="xs"
            aria-label={t('schedule.ofResult')}
            value={filter.result}
            data={[
              { value: 'any', label: t('schedule.anyResult') },
              ...TaskResult.options.map((result) => ({
                value: result,
                label: t(`schedule.result.${result}`),
              })),
            ]}
            onChange={(event) =>
              store.setFilter({ result: event.currentTarget.value as RunFilter['result'] })
            }
          />
        </div>
      </div>
      {error !== null && <ErrorNotice error={error} onRetry={() => void store.load()} />}
      {value !== null && all.length === 0 && <p className="ck-empty">{t('schedule.historyEmpty')}</p>}
      {all.length > 0 && shown.length === 0 && <p className="ck-empty">{t('schedule.noMatch')}</p>}
      <RunTable runs={shown} nameOf={nameOf} onExport={onExport} />
    </section>
  );
}
