import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { UndoStore } from '../../state/undo.ts';
import { Countdown } from '../../ui/Countdown.tsx';

/** What was removed a moment ago, with the way back, until it is too late. */
export function UndoToasts({ store }: Readonly<{ store: UndoStore }>) {
  const { t } = useTranslation();
  const pending = useStore(store, (state) => state.pending);
  return (
    <section className="ck-undo-toasts" aria-label={t('frame.removals')} aria-live="polite">
      {pending.map(({ id, label, until }) => (
        <div key={id} className="ck-undo-toast">
          <span>{label}</span>
          <span className="ck-dim ck-number">
            <Countdown until={until} />
          </span>
          <Button
            size="compact-sm"
            variant="light"
            aria-label={t('frame.undoOf', { label })}
            onClick={() => store.undo(id)}
          >
            {t('frame.undo')}
          </Button>
        </div>
      ))}
    </section>
  );
}
