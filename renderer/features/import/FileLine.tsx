import { Checkbox } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileReport } from '../../../shared/domain/import.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { FileState } from './FileState.tsx';
import { fileName, isReady, issueCount } from './importRows.ts';
import { useFileWords } from './useFileWords.ts';

type Props = Readonly<{
  file: FileReport;
  rowIndex: number;
  /** Null where there is nothing left to choose. */
  isChosen: boolean | null;
  isOpened: boolean;
  isTabStop: boolean;
  onOpen(path: string): void;
  onChoose(paths: readonly string[], isChosen: boolean): void;
}>;

/** One file: what was found in it, and what it would change. */
export const FileLine = memo(function FileLine(props: Props) {
  const { file, rowIndex, isChosen, isOpened, isTabStop, onOpen, onChoose } = props;
  const { t } = useTranslation();
  const { count, time } = useFormat();
  const { market, difference } = useFileWords();
  const name = fileName(file.path);
  const tabIndex = isTabStop ? 0 : -1;
  const { first, last } = file;
  const issues = issueCount(file);
  const amount = (value: number) => (file.candles === 0 ? '' : count(value));
  return (
    <tr aria-rowindex={rowIndex} aria-selected={isOpened} onClick={() => onOpen(file.path)}>
      <td className="ck-import-check">
        {isChosen !== null && (
          <Checkbox
            size="xs"
            tabIndex={tabIndex}
            aria-label={t('import.chooseOne', { name })}
            disabled={!isReady(file)}
            checked={isChosen}
            onClick={(event) => event.stopPropagation()}
            onChange={(event) => onChoose([file.path], event.currentTarget.checked)}
          />
        )}
      </td>
      <th scope="row" title={file.path}>
        <button
          type="button"
          className="ck-import-open"
          data-row={rowIndex}
          tabIndex={tabIndex}
          aria-label={t('import.open', { name })}
        >
          {name}
        </button>
      </th>
      <td data-column="state" title={file.problem ?? undefined}>
        <FileState file={file} />
      </td>
      <td data-column="market">{market(file.mapping)}</td>
      <td data-column="dialect">{file.mapping !== null && t(`import.dialect.${file.mapping.dialect}`)}</td>
      <td className="ck-number">{amount(file.rows)}</td>
      <td
        className="ck-number"
        data-column="range"
        title={first === null || last === null ? undefined : `${time(first)} – ${time(last)}`}
      >
        {first !== null && last !== null && `${time(first).slice(0, 10)} – ${time(last).slice(0, 10)}`}
      </td>
      <td className="ck-number" data-column="missing" data-tone={file.missing > 0 ? 'warn' : undefined}>
        {amount(file.missing)}
      </td>
      <td className="ck-number" data-column="issues" data-tone={issues > 0 ? 'warn' : undefined}>
        {amount(issues)}
      </td>
      <td className="ck-number">{amount(file.fresh)}</td>
      <td className="ck-number" data-column="equal">
        {amount(file.equal)}
      </td>
      <td className="ck-number" data-tone={file.different > 0 ? 'warn' : undefined}>
        {amount(file.different)}
      </td>
      <td className="ck-number" data-column="largest">
        {difference(file.largestDifference)}
      </td>
    </tr>
  );
});
