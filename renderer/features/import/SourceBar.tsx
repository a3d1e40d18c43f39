import { Button, TextInput } from '@mantine/core';
import { type ChangeEvent, type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ImportStore } from './importStore.ts';

type Props = Readonly<{ store: ImportStore }>;

/** The ways to name files: the system's dialog, a folder, or a path that is typed. Dropping them works everywhere. */
export function SourceBar({ store }: Props) {
  const { t } = useTranslation();
  const isBusy = useStore(store, ({ busy }) => busy !== null);
  const [path, setPath] = useState('');
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);

  const choose = async (): Promise<void> => {
    // A host without dialogs leaves it to the browser's.
    if (!(await store.choose())) files.current?.click();
  };
  const take = ({ currentTarget }: ChangeEvent<HTMLInputElement>): void => {
    const chosen = [...(currentTarget.files ?? [])];
    // The same files can be chosen again.
    currentTarget.value = '';
    void store.take(chosen);
  };
  const look = (event: FormEvent): void => {
    event.preventDefault();
    // Explorer copies a path in quotes.
    const typed = path.trim().replace(/^"(.*)"$/, '$1');
    if (typed === '') return;
    setPath('');
    void store.look([typed]);
  };
  return (
    <div className="ck-import-source">
      <Button variant="default" disabled={isBusy} onClick={() => void choose()}>
        {t('import.choose')}
      </Button>
      <Button variant="default" disabled={isBusy} onClick={() => folder.current?.click()}>
        {t('import.chooseFolder')}
      </Button>
      <form className="ck-import-path" onSubmit={look}>
        <TextInput
          aria-label={t('import.path')}
          placeholder={t('import.pathPlaceholder')}
          spellCheck={false}
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={isBusy || path.trim() === ''}>
          {t('import.look')}
        </Button>
      </form>
      <input ref={files} type="file" multiple hidden aria-label={t('import.choose')} onChange={take} />
      <input
        ref={folder}
        type="file"
        multiple
        // React's types do not know the attribute; every browser this runs in does.
        {...{ webkitdirectory: '' }}
        hidden
        aria-label={t('import.chooseFolder')}
        onChange={take}
      />
    </div>
  );
}
