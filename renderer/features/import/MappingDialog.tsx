import { Loader, Modal } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { FileMapping, FileReport } from '../../../shared/domain/import.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { fileName } from './importRows.ts';
import { MappingEditor } from './MappingEditor.tsx';
import { createPreviewStore } from './previewStore.ts';

type Props = Readonly<{
  client: DataClient;
  file: FileReport | null;
  files: readonly FileReport[];
  onApply(mappings: ReadonlyMap<string, FileMapping>): Promise<boolean>;
  onClose(): void;
}>;

function MappingOf({ client, file, ...rest }: Props & Readonly<{ file: FileReport }>) {
  const { t } = useTranslation();
  const preview = useMemo(() => createPreviewStore(client), [client]);
  const { value, error } = useStore(preview);
  useEffect(() => void preview.load(file.path), [preview, file.path]);
  if (error !== null) return <ErrorNotice error={error} onRetry={() => void preview.load(file.path)} />;
  if (value === null) {
    return (
      <p className="ck-loading" role="status">
        <Loader size="xs" /> {t('import.loadingPreview')}
      </p>
    );
  }
  return <MappingEditor file={file} rows={value.rows} found={file.mapping ?? value.mapping} {...rest} />;
}

/** Shows the first rows of a file and how they are read, to be changed for it and for files like it. */
export function MappingDialog({ file, onClose, ...rest }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={file !== null}
      onClose={onClose}
      title={t('import.mapTitle', { name: file === null ? '' : fileName(file.path) })}
      size={920}
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      {file !== null && <MappingOf key={file.path} file={file} onClose={onClose} {...rest} />}
    </Modal>
  );
}
