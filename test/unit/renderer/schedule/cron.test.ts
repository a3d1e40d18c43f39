import { describe, expect, test } from 'vitest';
import {
  choiceOf,
  cronOf,
  HOUR_STEPS,
  MINUTE_STEPS,
} from '../../../../renderer/features/schedule/cronChoice.ts';
import { faultOf } from '../../../../renderer/features/schedule/cronFault.ts';
import { cronWords } from '../../../../renderer/features/schedule/cronWords.ts';
import { createI18n } from '../../../../renderer/i18n/i18n.ts';

const inWords = (cron: string, language: 'en' | 'es'): string =>
  cronWords(cron, createI18n(language).t, language);

describe('a pattern', () => {
  test.each([
    ['0 * * * *', 'every hour at :00', 'cada hora a los :00'],
    ['* * * * *', 'every minute', 'cada minuto'],
    ['*/15 * * * *', 'every 15 minutes', 'cada 15 minutos'],
    ['30 */6 * * *', 'every 6 hours at :30', 'cada 6 horas a los :30'],
    ['5 4 * * *', 'every day at 04:05', 'cada día a las 04:05'],
    ['0 4 * * 0', 'Sundays at 04:00', 'domingos a las 04:00'],
    ['0 4 * * 7', 'Sundays at 04:00', 'domingos a las 04:00'],
    ['0 22 * * 4,1', 'Mondays and Thursdays at 22:00', 'lunes y jueves a las 22:00'],
    ['0 4 1 * *', 'pattern 0 4 1 * *', 'patrón 0 4 1 * *'],
    ['0 9-17 * * 1-5', 'pattern 0 9-17 * * 1-5', 'patrón 0 9-17 * * 1-5'],
    ['*/7 * * * *', 'pattern */7 * * * *', 'patrón */7 * * * *'],
    ['0 4 * * 9', 'pattern 0 4 * * 9', 'patrón 0 4 * * 9'],
    ['0 25 * * *', 'pattern 0 25 * * *', 'patrón 0 25 * * *'],
    ['0 0 4 * * *', 'pattern 0 0 4 * * *', 'patrón 0 0 4 * * *'],
  ])('%s is said in words where words can say it', (cron, english, spanish) => {
    expect(inWords(cron, 'en')).toBe(english);
    expect(inWords(cron, 'es')).toBe(spanish);
  });

  test('of every simple choice is read back as that choice', () => {
    const choices = [
      ...MINUTE_STEPS.map((every) => ({ mode: 'minutes', every }) as const),
      ...HOUR_STEPS.map((every) => ({ mode: 'hours', every, minute: 59 }) as const),
      { mode: 'daily', hour: 23, minute: 0 } as const,
      { mode: 'weekly', days: [1, 5, 0], hour: 0, minute: 7 } as const,
    ];
    for (const choice of choices) expect(choiceOf(cronOf(choice))).toEqual(choice);
  });

  test('that says more than that is kept as it was typed', () => {
    expect(cronOf(choiceOf(' 0 4 1 * * '))).toBe('0 4 1 * *');
  });
});

describe('a mistake in a pattern', () => {
  test.each([
    ['', { code: 'fields', count: 0 }],
    ['0 4 * *', { code: 'fields', count: 4 }],
    ['60 * * * *', { code: 'range', name: 'minute', least: 0, most: 59 }],
    ['0 1,24 * * *', { code: 'range', name: 'hour', least: 0, most: 23 }],
    ['0 4 0 * *', { code: 'range', name: 'day', least: 1, most: 31 }],
    ['0 4 * 1-13 *', { code: 'range', name: 'month', least: 1, most: 12 }],
    ['0 4 * * 8', { code: 'range', name: 'weekday', least: 0, most: 7 }],
    ['*/90 4-6/2 * JAN MON-FRI', null],
  ])('of “%s” is named', (pattern, fault) => expect(faultOf(pattern)).toEqual(fault));
});
