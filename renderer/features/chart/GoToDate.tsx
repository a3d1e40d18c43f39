import { Button, Popover, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/FormatContext.tsx';
import { parseLocal } from './goToDate.ts';
import { zoneName } from './paneWords.ts';

type Props = Readonly<{
  isOpen: boolean;
  onOpen(isOpen: boolean): void;
  at(): number;
  onGo(time: number): void;
}>;

/** A date and a time to go to, in the zone that everything is shown in. */
export function GoToDate({ isOpen, onOpen, at, onGo }: Props) {
  const { t } = useTranslation();
  return (
    <Popover
      opened={isOpen}
      onChange={onOpen}
      trapFocus
      returnFocus
      position="bottom-start"
      withinPortal={false}
    >
      <Popover.Target>
        <Button size="compact-sm" variant="default" onClick={() => onOpen(!isOpen)}>
          {t('chart.date')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>{isOpen && <DateField at={at()} onGo={onGo} />}</Popover.Dropdown>
    </Popover>
  );
}

function DateField({ at, onGo }: Readonly<{ at: number; onGo(time: number): void }>) {
  const { t } = useTranslation();
  const format = useFormat();
  const [text, setText] = useState(() => format.time(at).replace(' ', 'T'));
  const time = parseLocal(text, format.zone);
  return (
    <form
      className="ck-go"
      onSubmit={(event) => {
        event.preventDefault();
        if (time !== null) onGo(time);
      }}
    >
      <TextInput
        type="datetime-local"
        data-autofocus
        label={t('chart.dateField', { zone: zoneName(format, at) })}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key !== 'Escape' && event.stopPropagation()}
      />
      <Button type="submit" size="xs" disabled={time === null}>
        {t('chart.go')}
      </Button>
    </form>
  );
}
