import { Button, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFormat } from '../../format/FormatContext.tsx';
import type { Busy, ImportStore } from './importStore.ts';

type Props = Readonly<{ store: ImportStore }>;

/** Returns 0 to 1, or null while nobody knows. */
function shareOf(busy: Busy): number | null {
  if (busy.stage === 'stopping') return null;
  const [done, total] =
    busy.stage === 'taking' ? [busy.bytes, busy.totalBytes] : [busy.files, busy.totalFiles];
  return total === 0 ? null : Math.min(1, done / total);
}

function Words({ busy }: Readonly<{ busy: Busy }>) {
  const { t } = useTranslation();
  const { bytes, count, duration } = useFormat();
  if (busy.stage === 'stopping') return t('import.stopping');
  if (busy.stage === 'taking')
    return t('import.taking', { name: busy.name, done: bytes(busy.bytes), total: bytes(busy.totalBytes) });
  if (busy.totalFiles === 0) return t('import.starting');
  return (
    <>
      <span>{t(`import.${busy.stage}`, { done: count(busy.files), total: count(busy.totalFiles) })}</span>
      {busy.rows > 0 && <span className="ck-dim">{t('import.rows', { rows: count(busy.rows) })}</span>}
      {busy.etaMs !== null && (
        <span className="ck-dim">{t('import.timeLeft', { duration: duration(busy.etaMs) })}</span>
      )}
    </>
  );
}

/** How far it is with what is on its way, and the button that stops it. */
export function ImportProgress({ store }: Props) {
  const { t } = useTranslation();
  const busy = useStore(store, (state) => state.busy);
  if (busy === null) return null;
  const share = shareOf(busy);
  return (
    <section className="ck-import-progress" aria-label={t('import.progress')}>
      <p role="status" className="ck-import-progress-words">
        <Words busy={busy} />
      </p>
      <Button size="compact-xs" variant="default" disabled={busy.stage === 'stopping'} onClick={store.cancel}>
        {t('import.cancel')}
      </Button>
      <Progress
        value={(share ?? 1) * 100}
        animated={share === null}
        size={4}
        aria-label={t('import.progress')}
        transitionDuration={200}
      />
    </section>
  );
}
