import { describe, expect, test } from 'vitest';
import { createCrashPolicy } from '../../../electron/shell/crashPolicy.ts';
import { questionsFor } from '../../../electron/shell/questions.ts';

const MINUTE = 60_000;

describe('a page whose process is gone', () => {
  test('is left alone when it ended as it should', () => {
    const decide = createCrashPolicy(() => 0);
    expect(Array.from({ length: 9 }, () => decide('clean-exit'))).toEqual(Array(9).fill('ignore'));
  });

  test('is loaded again three times in five minutes, then only if the trader wants', () => {
    let now = 0;
    const decide = createCrashPolicy(() => now);
    const crash = () => {
      now += MINUTE;
      return decide('crashed');
    };
    const answers = Array.from({ length: 8 }, crash);
    expect(answers).toEqual(['reload', 'reload', 'reload', 'ask', 'reload', 'reload', 'reload', 'ask']);
  });

  test('is always loaded again when it happens once in a while', () => {
    let now = 0;
    const decide = createCrashPolicy(() => now);
    for (let n = 0; n < 20; n += 1) {
      expect(decide('oom')).toBe('reload');
      now += 2 * MINUTE;
    }
  });
});

describe('the questions', () => {
  test.each([
    ['en-US', 'The window keeps crashing.'],
    ['es', 'La ventana se cierra una y otra vez.'],
    ['es-419', 'La ventana se cierra una y otra vez.'],
    ['est', 'The window keeps crashing.'],
    ['', 'The window keeps crashing.'],
  ])('are asked in the language of %s', (locale, message) => {
    expect(questionsFor(locale).crashed('oom').message).toBe(message);
  });

  test('name the reason', () => {
    for (const locale of ['en', 'es']) expect(questionsFor(locale).crashed('oom').detail).toContain('oom');
  });
});
