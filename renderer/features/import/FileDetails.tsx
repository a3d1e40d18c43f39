import { Button, CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FileReport } from '../../../shared/domain/import.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { Icon } from '../../ui/icons.tsx';
import { IssueTable } from './IssueTable.tsx';
import { fileName } from './importRows.ts';
import { useFileWords } from './useFileWords.ts';

type Props = Readonly<{
  file: FileReport;
  /** Null where nothing can be changed any more. */
  onMap: (() => void) | null;
  isBusy: boolean;
  onClose(): void;
}>;

function Problem({ file }: Pick<Props, 'file'>) {
  const { t } = useTranslation();
  if (file.problem === null) return null;
  return (
    <div className="ck-import-problem" role="alert">
      <Icon name="warning" />
      <div>
        <p>{t(`import.problem.${file.problemCode ?? 'failed'}`)}</p>
        <p className="ck-dim ck-wrap" lang="en">
          {file.problem}
        </p>
      </div>
    </div>
  );
}

function Facts({ file }: Pick<Props, 'file'>) {
  const { t } = useTranslation();
  const { bytes, count, time } = useFormat();
  const { market, difference } = useFileWords();
  const { mapping, first, last } = file;
  const facts: [string, string][] = [];
  if (mapping !== null) {
    facts.push([t('import.column.dialect'), t(`import.dialect.${mapping.dialect}`)]);
    facts.push([t('import.column.market'), market(mapping)]);
    const unit = t(`import.unit.${mapping.unit}`);
    const times = mapping.unit === 'text' ? `${unit}, ${mapping.zone}` : unit;
    facts.push([t('import.times'), `${times}, ${t(`import.stamp.${mapping.stamp}`)}`]);
  }
  if (first !== null && last !== null)
    facts.push([t('import.column.range'), `${time(first)} – ${time(last)}`]);
  if (file.candles > 0) {
    facts.push([
      t('import.candles'),
      t('import.candlesOf', { candles: count(file.candles), rows: count(file.rows) }),
    ]);
    facts.push([
      t('import.column.missing'),
      file.missing === 0
        ? t('import.noneMissing')
        : t('import.missingIn', { missing: count(file.missing), count: file.gaps }),
    ]);
    const amounts = { fresh: count(file.fresh), equal: count(file.equal), different: count(file.different) };
    const largest =
      file.different > 0 && file.largestDifference !== null
        ? ` ${t('import.largest', { share: difference(file.largestDifference) })}`
        : '';
    facts.push([t('import.against'), `${t('import.againstStore', amounts)}${largest}`]);
    if (file.outcome === 'imported') facts.push([t('import.stored'), count(file.stored)]);
  }
  facts.push([t('import.size'), bytes(file.bytes)]);
  facts.push([t('import.checksum'), t(`import.checksumIs.${file.checksum}`)]);
  return (
    <dl className="ck-import-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {file.sha256 !== undefined && (
        <div>
          <dt>SHA-256</dt>
          <dd className="ck-import-hash">{file.sha256}</dd>
        </div>
      )}
    </dl>
  );
}

/** One file with everything that was found in it, and the way to change how it is read. */
export function FileDetails({ file, onMap, isBusy, onClose }: Props) {
  const { t } = useTranslation();
  const name = fileName(file.path);
  return (
    <section className="ck-import-details" aria-label={t('import.details', { name })}>
      <div className="ck-toolbar">
        <h3>{name}</h3>
        <div className="ck-tools">
          {onMap !== null && (
            <Button size="compact-sm" variant="default" disabled={isBusy} onClick={onMap}>
              {t('import.map')}
            </Button>
          )}
          <CloseButton size="sm" aria-label={t('import.closeDetails')} onClick={onClose} />
        </div>
      </div>
      <div className="ck-import-found">
        <div>
          <Problem file={file} />
          {file.issues.length > 0 && <IssueTable issues={file.issues} />}
          {file.issues.length === 0 && file.problem === null && (
            <p data-tone="good">
              <Icon name="check" /> {t('import.noIssues')}
            </p>
          )}
        </div>
        <Facts file={file} />
      </div>
    </section>
  );
}
