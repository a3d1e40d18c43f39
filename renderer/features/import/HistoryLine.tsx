import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FileReport, ImportRun } from '../../../shared/domain/import.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { Icon } from '../../ui/icons.tsx';
import { FileState } from './FileState.tsx';
import { canUndo } from './importHistoryStore.ts';
import { fileName } from './importRows.ts';
import { RunBadge } from './RunBadge.tsx';
import { useFileWords } from './useFileWords.ts';
import { useRunWords } from './useRunWords.ts';

type Props = Readonly<{
  run: ImportRun;
  isOpened: boolean;
  isUndoing: boolean;
  onOpen(): void;
  onUndo(): void;
}>;

/** More files of an import than this are told by their number. */
const MOST_FILES = 200;

function RunFile({ file }: Readonly<{ file: FileReport }>) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const { market } = useFileWords();
  return (
    <li>
      <FileState file={file} />
      <span title={file.path}>{fileName(file.path)}</span>
      <span className="ck-dim">{market(file.mapping)}</span>
      <span className="ck-dim">
        {file.outcome === 'imported'
          ? t('import.fileStored', { rows: count(file.rows), stored: count(file.stored) })
          : file.problem !== null && t(`import.problem.${file.problemCode ?? 'failed'}`)}
      </span>
    </li>
  );
}

/** One import: when, of what, what came of it; opened, each of its files. */
export function HistoryLine({ run, isOpened, isUndoing, onOpen, onUndo }: Props) {
  const { t } = useTranslation();
  const { count, time } = useFormat();
  const { markets, amounts } = useRunWords();
  const id = count(run.id);
  const more = run.files.length - MOST_FILES;
  return (
    <>
      <tr>
        <th scope="row" className="ck-number">
          <button
            type="button"
            className="ck-fold"
            aria-expanded={isOpened}
            aria-label={t('import.filesOf', { id })}
            onClick={onOpen}
          >
            <Icon name="chevron" />
          </button>
          {time(run.at)}
        </th>
        <td className="ck-cut" title={markets(run)}>
          {markets(run)}
        </td>
        <td>
          <RunBadge state={run.state} /> <span className="ck-dim">{amounts(run)}</span>
        </td>
        <td>
          {canUndo(run) && (
            <Button
              size="compact-xs"
              variant="default"
              loading={isUndoing}
              aria-label={t('import.undoOf', { id })}
              onClick={onUndo}
            >
              {t('import.undo')}
            </Button>
          )}
        </td>
      </tr>
      {isOpened && (
        <tr>
          <td colSpan={4}>
            <ul className="ck-import-run-files" aria-label={t('import.filesOf', { id })}>
              {run.files.slice(0, MOST_FILES).map((file) => (
                <RunFile key={file.path} file={file} />
              ))}
              {more > 0 && <li>{t('import.moreFiles', { count: more })}</li>}
            </ul>
          </td>
        </tr>
      )}
    </>
  );
}
