import { Button, CloseButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { FrameExport } from '../../../shared/domain/frame.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { copyText } from '../../ui/copyText.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { CheckResult } from './CheckResult.tsx';
import { LeakTable } from './LeakTable.tsx';
import { PassportSeriesTable } from './PassportSeriesTable.tsx';
import { pandasLine, polarsLine } from './readLines.ts';
import type { RunStore } from './runStore.ts';
import { Verdict } from './Verdict.tsx';

type Props = Readonly<{ client: DataClient; runs: RunStore; exported: FrameExport; onClose(): void }>;

function Facts({ exported }: Pick<Props, 'exported'>) {
  const { t } = useTranslation();
  const { count, bytes, time } = useFormat();
  const { passport, path } = exported;
  const empty = Object.values(passport.emptyCells).reduce((sum, cells) => sum + cells, 0);
  const at = (iso: string | null): string => (iso === null ? '–' : time(Date.parse(iso)));
  const range = t('frames.rangeOf', { from: at(passport.from), until: at(passport.to) });
  const facts = [
    ['path', path],
    ['range', range],
    ['rows', `${count(passport.rows)} × ${count(passport.columns.length)} · ${bytes(passport.bytes)}`],
    ['empty', t('frames.passport.cells', { empty: count(empty), filled: count(passport.filledRows) })],
    ['features', passport.features.length === 0 ? '–' : passport.features.join(', ')],
    ['program', `Candlekeep ${passport.candlekeep}`],
    ['sha256', passport.sha256],
  ] as const;
  return (
    <dl className="ck-frames-facts">
      {facts.map(([name, text]) => (
        <div key={name}>
          <dt>{t(`frames.passport.${name}`)}</dt>
          <dd className="ck-wrap">{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Everything an exported file says of itself, the ways to use it, and whether it could be made again. */
export function PassportPanel({ client, runs, exported, onClose }: Props) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const running = useStore(runs, (state) => state.running);
  const checked = useStore(runs, (state) => state.checked.get(exported.id));
  const [error, setError] = useState<ApiError | null>(null);
  const { path, passport } = exported;
  const copy = async (text: string): Promise<void> => {
    const isCopied = await copyText(text);
    notifications.show(
      isCopied ? { message: t('frames.copied') } : { color: 'red', message: t('frames.notCopied') },
    );
  };
  const reveal = async (): Promise<void> => {
    const answer = await client.call('files.reveal', { exportId: exported.id });
    setError(answer.ok ? null : answer.error);
  };
  const copies = [
    ['path', path],
    ['pandas', pandasLine(path, passport)],
    ['polars', polarsLine(path, passport)],
  ] as const;
  return (
    <section className="ck-frames-passport" aria-label={t('frames.passport.title')}>
      <div className="ck-toolbar">
        <h3>{passport.file}</h3>
        <span className="ck-dim">{time(exported.at)}</span>
        <Verdict verdict={exported.leakTest} />
        <div className="ck-tools">
          <Button size="compact-sm" variant="default" onClick={() => void reveal()}>
            {t('frames.reveal')}
          </Button>
          {copies.map(([name, text]) => (
            <Button
              key={name}
              size="compact-sm"
              variant="default"
              title={text}
              onClick={() => void copy(text)}
            >
              {t(`frames.copy.${name}`)}
            </Button>
          ))}
          <Button
            size="compact-sm"
            variant="default"
            disabled={running !== null}
            onClick={() => void runs.check(exported)}
          >
            {t('frames.check')}
          </Button>
          <CloseButton size="sm" aria-label={t('frames.close')} onClick={onClose} />
        </div>
      </div>
      {error !== null && <ErrorNotice error={error} />}
      {checked !== undefined && <CheckResult result={checked} />}
      <Facts exported={exported} />
      <PassportSeriesTable series={passport.series} />
      {passport.leakTest !== null && !passport.leakTest.passed && <LeakTable report={passport.leakTest} />}
    </section>
  );
}
