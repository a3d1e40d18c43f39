import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { type PaletteItem, rankItems } from './items.ts';
import { PaletteOption } from './PaletteOption.tsx';
import type { PaletteStore } from './paletteStore.ts';

type Props = Readonly<{ store: PaletteStore; items: readonly PaletteItem[]; onClose(): void }>;

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

/** The field and what it finds. The focus stays in the field; the arrow keys move through the list. */
export function PaletteBody({ store, items, onClose }: Props) {
  const { t } = useTranslation();
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const recent = useStore(store, (state) => state.recent);
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const found = useMemo(() => rankItems(items, text, recent), [items, text, recent]);
  const [opener] = useState(() => document.activeElement);
  const hasRun = useRef(false);
  const current = Math.min(active, found.length - 1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the option that has become the active one has to be seen
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [current, found]);

  // Whoever thought better of it goes on where they were; what was run puts the focus where it belongs.
  useEffect(
    () => () => {
      if (!hasRun.current && opener instanceof HTMLElement) opener.focus();
    },
    [opener],
  );

  const run = (item: PaletteItem): void => {
    hasRun.current = true;
    store.remember(item.id);
    onClose();
    item.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      const next = current + step;
      const isSingle = Math.abs(step) === 1;
      setActive(
        isSingle ? (next + found.length) % found.length : Math.min(found.length - 1, Math.max(0, next)),
      );
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      const item = found[current];
      if (item !== undefined) run(item);
    }
  };

  return (
    <div className="ck-palette">
      <input
        type="text"
        role="combobox"
        className="ck-palette-field"
        data-autofocus
        aria-label={t('palette.title')}
        aria-expanded={found.length > 0}
        aria-controls={listId}
        aria-activedescendant={found.length > 0 ? `${listId}-${current}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder={t('palette.placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        ref={list}
        id={listId}
        role="listbox"
        className="ck-palette-list"
        aria-label={t('palette.results')}
      >
        {found.map((item, i) => (
          <PaletteOption
            key={item.id}
            id={`${listId}-${i}`}
            item={item}
            isActive={i === current}
            onPoint={() => setActive(i)}
            onRun={() => run(item)}
          />
        ))}
      </div>
      {found.length === 0 && <p className="ck-empty">{t('palette.nothing', { text })}</p>}
    </div>
  );
}
