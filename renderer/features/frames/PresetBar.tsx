import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import type { BuilderStore } from './builderStore.ts';
import { PresetDialog } from './PresetDialog.tsx';
import type { PresetsStore } from './presetsStore.ts';

type Props = Readonly<{ builder: BuilderStore; presets: PresetsStore }>;

/** The frames that were given a name: one is loaded by choosing it, and kept, renamed and removed beside it. */
export function PresetBar({ builder, presets }: Props) {
  const { t } = useTranslation();
  const { list, hidden, error } = useStore(presets);
  const preset = useStore(builder, (state) => state.preset);
  const spec = useStore(builder, (state) => state.spec);
  const [asked, setAsked] = useState<'save' | 'rename' | null>(null);
  const shown = (list.value ?? []).filter(({ name }) => !hidden.has(name));
  const current = shown.find(({ name }) => name === preset) ?? null;
  const load = (name: string): void => {
    const found = shown.find((one) => one.name === name);
    if (found === undefined) builder.setPreset(null);
    else builder.apply(found);
  };
  const remove = (name: string): void => {
    presets.remove(name, t('frames.preset.removed', { name }));
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
          <Button size="compact-sm" variant="default" onClick={() => remove(current.name)}>
            {t('frames.preset.remove')}
          </Button>
        </>
      )}
      {list.error !== null && <ErrorNotice error={list.error} onRetry={() => void presets.load()} />}
      {error !== null && <ErrorNotice error={error} />}
      <PresetDialog
        asked={asked}
        current={current}
        names={shown.map(({ name }) => name)}
        builder={builder}
        presets={presets}
        onClose={() => setAsked(null)}
      />
    </div>
  );
}
