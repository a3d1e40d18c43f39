import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Choice } from '../../ui/Choice.tsx';
import { Icon } from '../../ui/icons.tsx';
import type { CoverageStore } from '../series/coverageStore.ts';
import type { VerifyStore } from './verifyStore.ts';

type Depth = 'quick' | 'deep';
type Props = Readonly<{ store: VerifyStore; coverage: CoverageStore; onChecks(): void }>;

/** How deep to look, and the buttons that begin: with everything, or once more with what was looked at last. */
export function RunTools({ store, coverage, onChecks }: Props) {
  const { t } = useTranslation();
  const isRunning = useStore(store, ({ running }) => running !== null);
  const last = useStore(store, (state) => state.last);
  const isEmpty = useStore(coverage, ({ value }) => value !== null && value.length === 0);
  const [depth, setDepth] = useState<Depth>(last?.deep === true ? 'deep' : 'quick');
  const deep = depth === 'deep';
  return (
    <div className="ck-tools">
      <Button size="compact-sm" variant="default" onClick={onChecks}>
        {t('checks.title')}
      </Button>
      <span className="ck-dim">{t(`verify.depthHelp.${depth}`)}</span>
      <Choice<Depth>
        label={t('verify.depth')}
        value={depth}
        options={[
          { value: 'quick', label: t('verify.quick') },
          { value: 'deep', label: t('verify.deep') },
        ]}
        onChange={setDepth}
      />
      {last !== null && last.scope !== null && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Icon name="retry" />}
          disabled={isRunning}
          onClick={() => void store.run(last.scope, deep)}
        >
          {t('verify.again', { count: last.scope.length })}
        </Button>
      )}
      <Button size="compact-sm" disabled={isRunning || isEmpty} onClick={() => void store.run(null, deep)}>
        {t('verify.all')}
      </Button>
    </div>
  );
}
