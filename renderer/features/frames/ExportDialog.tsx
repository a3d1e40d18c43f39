import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { FrameExport } from '../../../shared/domain/frame.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/icons.tsx';
import type { BuilderStore } from './builderStore.ts';
import { FormatFields } from './FormatFields.tsx';
import { suggestedName } from './framesForm.ts';
import { RunBar } from './RunBar.tsx';
import type { RunStore } from './runStore.ts';

type FormProps = Readonly<{
  client: DataClient;
  builder: BuilderStore;
  runs: RunStore;
  onDone(exported: FrameExport): void;
  onClose(): void;
}>;

type Props = FormProps & Readonly<{ isOpen: boolean }>;

function ExportForm({ client, builder, runs, onDone, onClose }: FormProps) {
  const { t } = useTranslation();
  const { count, bytes } = useFormat();
  const { format, spec, preset, estimate } = useStore(builder);
  const running = useStore(runs, (state) => state.running);
  const [path, setPath] = useState('');
  /** The system's own dialog was asked, and with it whether to replace a file. */
  const [mayReplace, setMayReplace] = useState(false);
  const [hasDialogs, setHasDialogs] = useState(true);
  const [leakTest, setLeakTest] = useState(true);
  const [error, setError] = useState<ApiError | null>(null);

  const choose = async (): Promise<void> => {
    if (spec === null) return;
    const answer = await client.call('files.chooseSave', { suggested: suggestedName(spec, format, preset) });
    if (!answer.ok) return setHasDialogs(false);
    if (answer.value.path === null) return;
    setPath(answer.value.path);
    setMayReplace(true);
  };
  const write = async (overwrite: boolean): Promise<void> => {
    if (spec === null) return;
    setError(null);
    const result = await runs.write({
      spec,
      format,
      leakTest,
      overwrite,
      ...(path.trim() === '' ? {} : { path: path.trim() }),
      ...(preset === null ? {} : { preset }),
    });
    if (result === null) return;
    if ('code' in result) setError(result.code === 'cancelled' ? null : result);
    else onDone(result);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void write(mayReplace);
  };
  const isTaken = error?.code === 'file-exists' && !mayReplace;
  const isBusy = running !== null;
  return (
    <form className="ck-frames-export" onSubmit={submit} noValidate>
      <FormatFields format={format} onChange={builder.setFormat} />
      {estimate.value !== null && (
        <p className="ck-number ck-frames-size">
          {t('frames.file.size', { rows: count(estimate.value.rows), size: bytes(estimate.value.bytes) })}
        </p>
      )}
      <div className="ck-frames-add">
        <TextInput
          label={t('frames.file.path')}
          placeholder={spec === null ? '' : suggestedName(spec, format, preset)}
          description={hasDialogs ? t('frames.file.pathHelp') : t('frames.file.noDialogs')}
          inputWrapperOrder={['label', 'input', 'description']}
          value={path}
          onChange={(event) => {
            setPath(event.currentTarget.value);
            setMayReplace(false);
            setError(null);
          }}
        />
        {hasDialogs && (
          <Button variant="default" onClick={() => void choose()}>
            {t('frames.file.choose')}
          </Button>
        )}
      </div>
      <Checkbox
        size="xs"
        label={t('frames.file.leakTest')}
        description={t('frames.file.leakTestHelp')}
        checked={leakTest}
        onChange={(event) => setLeakTest(event.currentTarget.checked)}
      />
      {running !== null && <RunBar run={running} onCancel={runs.cancel} />}
      {error !== null && <ErrorNotice error={error} />}
      <div className="ck-dialog-buttons">
        <Button variant="default" onClick={onClose}>
          {isBusy ? t('frames.hide') : t('frames.cancel')}
        </Button>
        {isTaken && (
          <Button variant="default" color="red" disabled={isBusy} onClick={() => void write(true)}>
            {t('frames.file.replace')}
          </Button>
        )}
        <Button type="submit" disabled={isBusy || spec === null} leftSection={<Icon name="down" />}>
          {t('frames.file.write')}
        </Button>
      </div>
    </form>
  );
}

/** How and where the frame is written, and the writing itself. */
export function ExportDialog({ isOpen, ...rest }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={rest.onClose}
      title={t('frames.file.title')}
      size={620}
      closeButtonProps={{ 'aria-label': t('frames.close') }}
    >
      {isOpen && <ExportForm {...rest} />}
    </Modal>
  );
}
