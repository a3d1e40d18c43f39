import { useTranslation } from 'react-i18next';
import type { ScheduledTask } from '../../../shared/domain/schedule.ts';
import { type TaskAction, TaskRow } from './TaskRow.tsx';

type Props = Readonly<{
  tasks: readonly ScheduledTask[];
  onAction(action: TaskAction, task: ScheduledTask): void;
  onHistory(task: ScheduledTask): void;
  /** Leads to the export a run has made. */
  onExport(exportId: number): void;
}>;

const COLUMNS = ['what', 'when', 'last', 'next', 'actions'] as const;

/** Everything that runs by itself. There are few of them, so each is drawn, with what there is to say about it. */
export function TaskTable({ tasks, onAction, onHistory, onExport }: Props) {
  const { t } = useTranslation();
  return (
    <div className="ck-task-scroll">
      <table className="ck-table ck-task-table" aria-label={t('schedule.title')}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" data-column={column}>
                {t(`schedule.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => (
            <TaskRow
              key={task.id}
              task={task}
              onAction={onAction}
              onHistory={onHistory}
              onExport={onExport}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
