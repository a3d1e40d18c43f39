import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

export type Pick = Readonly<{ id: string; label: string; note: string; isOn: boolean }>;

type Props = Readonly<{
  title: string;
  placeholder: string;
  /** What fits what was typed, the likeliest first. */
  find(text: string): readonly Pick[];
  onChoose(id: string): void;
  onClose(): void;
}>;

/** A search field over a list, worked by keys alone: type, arrows, Enter; it stays open for the next one. */
export function PickList({ title, placeholder, find, onChoose, onClose }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => field.current?.focus(), []);

  const picks = find(text);
  const chosen = Math.min(at, picks.length - 1);
  useEffect(() => {
    // Newer browsers answer with a promise, which an effect must not return.
    void list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  const choose = (pick: Pick | undefined): void => {
    if (pick === undefined) return;
    onChoose(pick.id);
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // What is typed here is nobody else's, the frame's keys with Ctrl excepted.
    if (!event.ctrlKey) event.stopPropagation();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined && !['Enter', 'Escape', 'Tab'].includes(event.key)) return;
    event.preventDefault();
    if (step !== undefined) setAt((chosen + step + picks.length) % Math.max(1, picks.length));
    else if (event.key === 'Enter') choose(picks[chosen]);
    else onClose();
  };

  return (
    <div
      className="ck-typed ck-picker"
      role="dialog"
      aria-label={title}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onClose();
      }}
    >
      <input
        ref={field}
        role="combobox"
        aria-label={title}
        aria-expanded={picks.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={picks.length > 0 ? `${id}-${chosen}` : undefined}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={title} className="ck-picker-list">
        {picks.map((pick, i) => (
          // The field keeps the focus and its keys; the mouse is the other way.
          // biome-ignore lint/a11y/useKeyWithClickEvents: see above
          // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant carries the focus
          <div
            key={pick.id}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === chosen}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(pick)}
          >
            {pick.label} <span className="ck-dim">{pick.note}</span>
            {pick.isOn && <span className="ck-picker-on"> {t('indicators.onChart')}</span>}
          </div>
        ))}
      </div>
      <p className="ck-dim">
        {picks.length === 0 ? t('indicators.nothing', { text }) : t('indicators.pickHint')}
      </p>
    </div>
  );
}
