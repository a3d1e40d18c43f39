import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { FramePreset } from '../../../shared/domain/frame.ts';
import { type ScheduledTask, TaskKind } from '../../../shared/domain/schedule.ts';
import { taskName, taskTitle } from '../../../shared/words/tasks.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { CronPreview } from './CronPreview.tsx';
import { ExportFields } from './ExportFields.tsx';
import { formOf, isLimited, patternOf, problemsOf, repeatFormOf, toRequest } from './scheduleForm.ts';
import type { ScheduleStore } from './scheduleStore.ts';
import { WhenFields } from './WhenFields.tsx';

type Props = Readonly<{
  client: DataClient;
  store: ScheduleStore;
  presets: readonly FramePreset[];
  /** A task to change, a new one, a new export of a preset, or null while the dialog is closed. */
  edited: ScheduledTask | 'new' | Readonly<{ repeat: string }> | null;
  onClose(): void;
}>;

type FormProps = Omit<Props, 'edited'> & Readonly<{ task: ScheduledTask | null; repeat: string | null }>;

function TaskForm({ client, store, presets, task, repeat, onClose }: FormProps) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const [form, setForm] = useState(() => (repeat === null ? formOf(task) : repeatFormOf(repeat)));
  const [wasTried, setWasTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const problems = wasTried ? problemsOf(form) : {};

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setWasTried(true);
    const request = toRequest(form);
    if (request === null) return;
    setIsBusy(true);
    const { kind: _kind, ...changed } = request;
    const refused = await (task === null
      ? store.add(request)
      : store.update({ taskId: task.id, ...changed }));
    setIsBusy(false);
    setError(refused);
    if (refused === null) onClose();
  };
  return (
    <form className="ck-task-form" onSubmit={(event) => void submit(event)} noValidate>
      {task === null && repeat === null && (
        <NativeSelect
          label={t('schedule.form.kind')}
          value={form.kind}
          data={TaskKind.options.map((kind) => ({ value: kind, label: taskName(kind, language) }))}
          onChange={(event) => setForm({ ...form, kind: event.currentTarget.value as TaskKind })}
          data-autofocus
        />
      )}
      <p className="ck-dim">{t(`schedule.help.${form.kind}`)}</p>
      {form.kind === 'export' && (
        <ExportFields
          form={form.export}
          problems={problems}
          presets={presets}
          onChange={(change) => setForm({ ...form, export: { ...form.export, ...change } })}
        />
      )}
      <WhenFields form={form} problems={problems} onChange={(change) => setForm({ ...form, ...change })} />
      <CronPreview client={client} cron={patternOf(form)} />
      {isLimited(form.kind) && (
        <TextInput
          className="ck-limit"
          inputMode="numeric"
          label={t('schedule.form.maxRequests')}
          description={t('schedule.form.maxRequestsHelp')}
          value={form.maxRequests}
          error={problems.maxRequests === true ? t('schedule.problem.maxRequests') : undefined}
          onChange={(event) => setForm({ ...form, maxRequests: event.currentTarget.value })}
        />
      )}
      {error !== null && <ErrorNotice error={error} />}
      <div className="ck-dialog-buttons">
        <Button variant="default" onClick={onClose}>
          {t('schedule.form.cancel')}
        </Button>
        <Button type="submit" loading={isBusy}>
          {task === null ? t('schedule.form.add') : t('schedule.form.save')}
        </Button>
      </div>
    </form>
  );
}

/** Chooses when a task runs, how much it may ask for and what it exports; its purpose stays what it is. */
export function TaskDialog({ edited, onClose, ...rest }: Props) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const repeat = edited !== null && typeof edited === 'object' && 'repeat' in edited ? edited.repeat : null;
  const task = edited !== null && typeof edited === 'object' && 'id' in edited ? edited : null;
  const title =
    repeat !== null
      ? t('schedule.export.title', { preset: repeat })
      : task === null
        ? t('schedule.form.addTitle')
        : t('schedule.form.editTitle', { name: taskTitle(task, language) });
  return (
    <Modal
      opened={edited !== null}
      onClose={onClose}
      title={title}
      size={560}
      closeButtonProps={{ 'aria-label': t('schedule.form.cancel') }}
    >
      {edited !== null && <TaskForm task={task} repeat={repeat} onClose={onClose} {...rest} />}
    </Modal>
  );
}
