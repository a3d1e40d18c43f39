import type { TFunction } from 'i18next';
import { choiceOf } from './cronChoice.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** Returns `04:00`. */
export const clockTime = (hour: number, minute: number): string => `${two(hour)}:${two(minute)}`;

/** Returns when a task runs, in words; the pattern itself where words would be longer than it. */
export function cronWords(cron: string, t: TFunction, language: string): string {
  const choice = choiceOf(cron);
  switch (choice.mode) {
    case 'minutes':
      return t('schedule.when.minutes', { count: choice.every });
    case 'hours':
      return t('schedule.when.hours', { count: choice.every, minute: two(choice.minute) });
    case 'daily':
      return t('schedule.when.daily', { time: clockTime(choice.hour, choice.minute) });
    case 'weekly': {
      const names = choice.days.map((day) => t(`schedule.days.${day as 0}`));
      const days = new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
      return t('schedule.when.weekly', { days, time: clockTime(choice.hour, choice.minute) });
    }
    default:
      return t('schedule.when.pattern', { pattern: choice.text });
  }
}
