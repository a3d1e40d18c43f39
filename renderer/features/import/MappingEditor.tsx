import { Button, Checkbox } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileMapping, FileReport } from '../../../shared/domain/import.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { similarTo } from './importRows.ts';
import { MappingFields } from './MappingFields.tsx';
import { adapted, assignRole, firstOpenTime, formOf, problemsOf, toMapping } from './mappingForm.ts';
import { PreviewTable } from './PreviewTable.tsx';

type Props = Readonly<{
  file: FileReport;
  files: readonly FileReport[];
  rows: readonly (readonly string[])[];
  /** What was found, if anything. */
  found: FileMapping | null;
  onApply(mappings: ReadonlyMap<string, FileMapping>): Promise<boolean>;
  onClose(): void;
}>;

const COLUMN_PROBLEMS = ['time', 'open', 'high', 'low', 'close'] as const;

/** Which column is what, and how times are written. */
export function MappingEditor({ file, files, rows, found, onApply, onClose }: Props) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const [form, setForm] = useState(() => formOf(found, rows));
  const [wasTried, setWasTried] = useState(false);
  const [toSimilar, setToSimilar] = useState(true);
  const similar = similarTo(file, files);
  const problems = problemsOf(form);
  const missing = COLUMN_PROBLEMS.filter((role) => problems.has(role));
  const first = firstOpenTime(form, rows);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setWasTried(true);
    const mapping = toMapping(form);
    if (mapping === null) return;
    const others = toSimilar ? similar : [];
    const mappings = new Map([[file.path, mapping]]);
    for (const other of others) mappings.set(other.path, adapted(mapping, other.mapping));
    onClose();
    await onApply(mappings);
  };
  return (
    <form className="ck-mapping" onSubmit={(event) => void submit(event)} noValidate>
      <p className="ck-dim">{t('import.mapHelp')}</p>
      <PreviewTable
        rows={rows}
        roles={form.roles}
        onRole={(column, role) => setForm(assignRole(form, column, role))}
      />
      {missing.length > 0 && (
        <p data-tone="bad" role="alert">
          {t('import.columnsMissing', {
            columns: missing.map((role) => t(`import.role.${role}`)).join(', '),
          })}
        </p>
      )}
      <MappingFields
        form={form}
        problems={wasTried ? problems : new Set()}
        onChange={(change) => setForm({ ...form, ...change })}
      />
      <p role="status" className="ck-mapping-first">
        {first === null ? t('import.firstUnknown') : t('import.firstOpens', { time: time(first) })}
      </p>
      {similar.length > 0 && (
        <Checkbox
          size="xs"
          label={t('import.similar', { count: similar.length })}
          description={t('import.similarHelp')}
          checked={toSimilar}
          onChange={(event) => setToSimilar(event.currentTarget.checked)}
        />
      )}
      <div className="ck-dialog-buttons">
        <Button variant="default" onClick={onClose}>
          {t('import.cancel')}
        </Button>
        <Button type="submit">{t('import.apply')}</Button>
      </div>
    </form>
  );
}
