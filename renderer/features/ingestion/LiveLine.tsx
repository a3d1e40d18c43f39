import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { IngestionMode, IngestionStatus } from '../../../shared/domain/live.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { problemWords } from '../../../shared/words/problems.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { Age } from '../../ui/Age.tsx';
import { Icon } from '../../ui/icons.tsx';
import { byThisClock } from '../live/clock.ts';
import { LiveBadge } from '../live/LiveBadge.tsx';
import { RowCheck } from '../series/RowCheck.tsx';
import { closedAt } from './liveLines.ts';

type Props = Readonly<{
  line: IngestionStatus;
  /** The mode of all, which this line may differ from. */
  mode: IngestionMode;
  /** The venue's clock minus this PC's. */
  offset: number;
  rowIndex: number;
  isChosen: boolean;
  /** The one row of the table that Tab stops at. */
  isTabStop: boolean;
}>;

/** By what means a line is kept live, and whether that is what was wished. */
function Source({ line, mode }: Pick<Props, 'line' | 'mode'>) {
  const { t } = useTranslation();
  const { source, wanted } = line;
  if (source === null) return '–';
  const isFallback = source === 'polling' && (wanted ?? mode) === 'websocket';
  return (
    <>
      {t(`live.mode.${source}`)}
      {isFallback && (
        <span data-tone="warn" title={t('ingestion.fallbackHelp')}>
          {' '}
          {t('ingestion.fallback')}
        </span>
      )}
      {!isFallback && wanted !== null && (
        <span className="ck-dim" title={t('ingestion.ownHelp', { mode: t(`live.mode.${wanted}`) })}>
          {' '}
          {t('ingestion.own')}
        </span>
      )}
    </>
  );
}

/** One series that is, or was, kept live. Its ages tick by themselves. */
export const LiveLine = memo(function LiveLine(props: Props) {
  const { line, mode, offset, rowIndex, isChosen, isTabStop } = props;
  const { t } = useTranslation();
  const { time, count, latency, language } = useFormat();
  const lastError = line.lastError === null ? null : problemWords(line.lastError, language);
  const name = seriesName(line);
  return (
    <tr aria-rowindex={rowIndex} aria-selected={isChosen} data-off={line.state === 'off' || undefined}>
      <th scope="row" data-column="series">
        <RowCheck label={t('series.choose', { name })} checked={isChosen} />
        <button
          type="button"
          className="ck-live-name"
          data-row={rowIndex}
          tabIndex={isTabStop ? 0 : -1}
          aria-label={t('ingestion.lineOf', { name })}
        >
          {line.symbol} {line.timeframe}
        </button>
        <span className="ck-dim"> {t(`exchange.${line.exchange}`)}</span>
      </th>
      <td data-column="state">
        <LiveBadge state={line.state} />
      </td>
      <td data-column="source">
        <Source line={line} mode={mode} />
      </td>
      <td data-column="lastCandle" className="ck-number">
        {line.lastCandle === null ? '–' : time(line.lastCandle)}
      </td>
      <td data-column="age" className="ck-number">
        <Age since={byThisClock(closedAt(line), offset)} />
      </td>
      <td data-column="heard" className="ck-number">
        <Age since={byThisClock(line.lastMessageAt, offset)} />
      </td>
      <td data-column="latency" className="ck-number">
        {line.latencyMs === null ? '–' : latency(line.latencyMs)}
      </td>
      <td data-column="reconnects" className="ck-number">
        {count(line.reconnects)}
      </td>
      <td data-column="errors" className="ck-number" data-tone={line.errors > 0 ? 'bad' : undefined}>
        {count(line.errors)}
      </td>
      <td data-column="lastError" className="ck-cut" title={lastError ?? undefined}>
        {lastError}
      </td>
      <td className="ck-live-more">
        <button
          type="button"
          className="ck-fold"
          data-menu
          tabIndex={-1}
          aria-haspopup="menu"
          aria-label={t('series.menuOf', { name })}
        >
          <Icon name="dots" />
        </button>
      </td>
    </tr>
  );
});
