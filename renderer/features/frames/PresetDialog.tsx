import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { FramePreset } from '../../../shared/domain/frame.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import type { BuilderStore } from './builderStore.ts';
import { daysOf } from './framesForm.ts';
import type { PresetsStore } from './presetsStore.ts';

type FormProps = Readonly<{
  asked: 'save' | 'rename';
  current: FramePreset | null;
  names: readonly string[];
  builder: BuilderStore;
  presets: PresetsStore;
  onClose(): void;
}>;

type Props = Omit<FormProps, 'asked'> & Readonly<{ asked: FormProps['asked'] | null }>;

const LONGEST = 80;

function PresetForm({ asked, current, names, builder, presets, onClose }: FormProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(current?.name ?? '');
  const [error, setError] = useState<ApiError | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const name = text.trim();
  const isTaken = names.includes(name) && !(asked === 'rename' && name === current?.name);

  const keep = async (): Promise<ApiError | null> => {
    if (asked === 'rename') return current === null ? null : presets.rename(current.name, name);
    const { spec, format, form } = builder.getState();
    if (spec === null) return null;
    const days = daysOf(form);
    return presets.save({ name, spec, format, ...(days === undefined ? {} : { days }) });
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (name === '') return;
    setIsBusy(true);
    const refused = await keep();
    setIsBusy(false);
    setError(refused);
    if (refused !== null) return;
    builder.setPreset(name);
    onClose();
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <TextInput
        label={t('frames.preset.name')}
        value={text}
        maxLength={LONGEST}
        description={isTaken ? t('frames.preset.replaces') : t('frames.preset.help')}
        onChange={(event) => setText(event.currentTarget.value)}
        data-autofocus
      />
      {error !== null && <ErrorNotice error={error} />}
      <div className="ck-dialog-buttons">
        <Button variant="default" onClick={onClose}>
          {t('frames.cancel')}
        </Button>
        <Button type="submit" loading={isBusy} disabled={name === ''}>
          {isTaken ? t('frames.preset.replace') : t('frames.preset.keep')}
        </Button>
      </div>
    </form>
  );
}

/** Gives a frame a name, or another one. */
export function PresetDialog({ asked, ...rest }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={asked !== null}
      onClose={rest.onClose}
      title={asked === 'rename' ? t('frames.preset.renameTitle') : t('frames.preset.saveTitle')}
      closeButtonProps={{ 'aria-label': t('frames.cancel') }}
    >
      {asked !== null && <PresetForm asked={asked} {...rest} />}
    </Modal>
  );
}
