import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { cronWords } from '../schedule/cronWords.ts';
import type { ScheduleStore } from '../schedule/scheduleStore.ts';
import { TaskDialog } from '../schedule/TaskDialog.tsx';
import type { BuilderStore } from './builderStore.ts';
import { PresetDialog } from './PresetDialog.tsx';
import type { PresetsStore } from './presetsStore.ts';

type Props = Readonly<{
  client: DataClient;
  builder: BuilderStore;
  presets: PresetsStore;
  schedule: ScheduleStore;
}>;

/** The frames that were given a name: one is loaded by choosing it, and kept, renamed, repeated and removed beside it. */
export function PresetBar({ client, builder, presets, schedule }: Props) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const { list, hidden, error } = useStore(presets);
  const preset = useStore(builder, (state) => state.preset);
  const spec = useStore(builder, (state) => state.spec);
  const [asked, setAsked] = useState<'save' | 'rename' | 'repeat' | null>(null);
  const shown = (list.value ?? []).filter(({ name }) => !hidden.has(name));
  const current = shown.find(({ name }) => name === preset) ?? null;
  const tasks = useStore(schedule, (state) => state.tasks.value);
  const repeated = tasks?.find((task) => current !== null && task.export?.preset === current.name);
  const load = (name: string): void => {
    const found = shown.find((one) => one.name === name);
    if (found === undefined) builder.setPreset(null);
    else builder.apply(found);
  };
  const remove = (name: string): void => {
    const count = tasks?.filter((task) => task.export?.preset === name).length ?? 0;
    const label =
      count === 0
        ? t('frames.preset.removed', { name })
        : t('frames.preset.removedRepeated', { name, count });
    presets.remove(name, label);
    builder.setPreset(null);
  };
  return (
    <div className="ck-frames-presets">
      <NativeSelect
        aria-label={t('frames.preset.title')}
        value={current?.name ?? ''}
        data={[
          { value: '', label: shown.length === 0 ? t('frames.preset.empty') : t('frames.preset.none') },
          ...shown.map(({ name }) => ({ value: name, label: name })),
        ]}
        onChange={(event) => load(event.currentTarget.value)}
      />
      <Button size="compact-sm" variant="default" disabled={spec === null} onClick={() => setAsked('save')}>
        {t('frames.preset.save')}
      </Button>
      {current !== null && (
        <>
          <Button size="compact-sm" variant="default" onClick={() => setAsked('rename')}>
            {t('frames.preset.rename')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setAsked('repeat')}>
            {t('frames.preset.repeat')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => remove(current.name)}>
            {t('frames.preset.remove')}
          </Button>
          {repeated !== undefined && (
            <p className="ck-dim" role="status">
              {repeated.paused
                ? t('frames.preset.repeatsPaused')
                : t('frames.preset.repeats', { when: cronWords(repeated.cron, t, language) })}
            </p>
          )}
          <TaskDialog
            client={client}
            store={schedule}
            presets={shown}
            edited={asked === 'repeat' ? (repeated ?? { repeat: current.name }) : null}
            onClose={() => setAsked(null)}
          />
        </>
      )}
      {list.error !== null && <ErrorNotice error={list.error} onRetry={() => void presets.load()} />}
      {error !== null && <ErrorNotice error={error} />}
      <PresetDialog
        asked={asked === 'repeat' ? null : asked}
        current={current}
        names={shown.map(({ name }) => name)}
        builder={builder}
        presets={presets}
        onClose={() => setAsked(null)}
      />
    </div>
  );
}
