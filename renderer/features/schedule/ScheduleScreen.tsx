import { Button, Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ScheduledTask } from '../../../shared/domain/schedule.ts';
import { taskTitle } from '../../../shared/words/tasks.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import type { NavigationStore } from '../../state/navigation.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import type { PresetsStore } from '../frames/presetsStore.ts';
import type { RemovalStore } from '../series/removalStore.ts';
import { RunHistory } from './RunHistory.tsx';
import type { ScheduleStore } from './scheduleStore.ts';
import { TaskDialog } from './TaskDialog.tsx';
import type { TaskAction } from './TaskRow.tsx';
import { TaskTable } from './TaskTable.tsx';

type Props = Readonly<{
  client: DataClient;
  store: ScheduleStore;
  removal: RemovalStore<ScheduledTask>;
  /** What can be exported again and again. */
  presets: PresetsStore;
  navigation: NavigationStore;
}>;

/** What Candlekeep does by itself: what, when, what came of it, and all of that in the trader's hands. */
export function ScheduleScreen({ client, store, removal, presets, navigation }: Props) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const { value, error } = useStore(store, (state) => state.tasks);
  const actError = useStore(store, (state) => state.error);
  const { hidden, error: removalError } = useStore(removal);
  /** The task the dialog is about, or the new one; null while it is closed. */
  const [edited, setEdited] = useState<ScheduledTask | 'new' | null>(null);
  const { list, hidden: hiddenPresets } = useStore(presets);
  useEffect(() => void Promise.all([store.load(), presets.load()]), [store, presets]);
  const showExport = (exportId: number): void => navigation.go({ screen: 'frames', exportId });

  const tasks = (value ?? []).filter(({ id }) => !hidden.has(id));
  const remove = (task: ScheduledTask): void => {
    removal.ask([task]);
    // No question first: it can be taken back, and no candle goes with it.
    removal.confirm(false, t('schedule.removed', { name: taskTitle(task, language) }));
  };
  const act: Readonly<Record<TaskAction, (task: ScheduledTask) => void>> = {
    run: ({ id }) => void store.run(id),
    cancel: ({ id }) => void store.cancel(id),
    pause: ({ id }) => void store.setPaused(id, true),
    resume: ({ id }) => void store.setPaused(id, false),
    edit: setEdited,
    remove,
  };
  return (
    <div className="ck-schedule">
      <section className="ck-panel ck-tasks" aria-labelledby="schedule-title">
        <div className="ck-toolbar">
          <h2 id="schedule-title">{t('schedule.title')}</h2>
          <span className="ck-dim" role="status">
            {value === null ? '' : t('schedule.count', { count: tasks.length })}
          </span>
          <div className="ck-tools">
            <Button size="compact-sm" onClick={() => setEdited('new')}>
              {t('schedule.add')}
            </Button>
          </div>
        </div>
        {error !== null && <ErrorNotice error={error} onRetry={() => void store.load()} />}
        {actError !== null && <ErrorNotice error={actError} />}
        {removalError !== null && <ErrorNotice error={removalError} />}
        {value === null && error === null && (
          <p className="ck-loading" role="status">
            <Loader size="xs" /> {t('schedule.loading')}
          </p>
        )}
        {value !== null && tasks.length === 0 && (
          <div className="ck-empty">
            <h3>{t('schedule.emptyTitle')}</h3>
            <p>{t('schedule.emptyText')}</p>
          </div>
        )}
        {tasks.length > 0 && (
          <TaskTable
            tasks={tasks}
            onAction={(action, task) => act[action](task)}
            onExport={showExport}
            onHistory={(task) => store.setFilter({ taskId: task.id, result: 'any' })}
          />
        )}
      </section>
      <RunHistory store={store} tasks={tasks} onExport={showExport} />
      <TaskDialog
        client={client}
        store={store}
        presets={(list.value ?? []).filter(({ name }) => !hiddenPresets.has(name))}
        edited={edited}
        onClose={() => setEdited(null)}
      />
    </div>
  );
}
