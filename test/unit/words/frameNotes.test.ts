import { describe, expect, it } from 'vitest';
import { FrameNote, type FrameNoteCode, noteOf, noteParams } from '../../../shared/domain/frameNote.ts';
import { frameNoteText, problemText } from '../../../shared/words/frameNotes.ts';
import { taskSummaryText, taskTitle } from '../../../shared/words/tasks.ts';

const SAMPLE = {
  ...{
    path: 'C:\\data\\eth.csv',
    file: 'eth.csv',
    folder: 'C:\\data',
    detail: 'EIO',
    series: 'bitget ETHUSDT 1m',
  },
  ...{
    indicator: 'bb',
    count: 2,
    parameters: 'period, width',
    value: 2.5,
    feature: 'luck',
    column: 'sma_20',
  },
  ...{ preset: 'model', firstAt: 0, revision: 7, revisedAt: 1_000, version: '0.1.0' },
};

/** Returns a note of a code, with the fields it has. */
function sample(code: FrameNoteCode): FrameNote {
  const { shape } = FrameNote.options.find((option) => option.shape.code.value === code)!;
  const fields = Object.entries(SAMPLE).filter(([name]) => name in shape);
  return FrameNote.parse({ ...Object.fromEntries(fields), code });
}
const NOTES = FrameNote.options.map(({ shape }) => sample(shape.code.value));

describe('the notes of frames', () => {
  it.each(NOTES)('$code is a whole sentence with its names, in both languages', (note) => {
    const [en, es] = [frameNoteText(note, 'en'), frameNoteText(note, 'es')];
    for (const text of [en, es]) expect(text).not.toMatch(/undefined|null|NaN|\[object|\s\s/);
    expect(en).toMatch(/[.]$|: EIO$/);
    expect(es).not.toBe(en);
    const { code: _code, ...fields } = note;
    for (const value of Object.values(fields)) {
      if (typeof value === 'string') expect(`${en} ${es}`).toContain(value);
    }
  });

  it.each(NOTES)('$code comes out of the parameters of a run as it went in', (note) => {
    expect(noteOf({ problem: 'why', ...noteParams(note) })).toEqual(note);
  });

  it('count one candle and many', () => {
    const one = { code: 'added', series: 'ETHUSDT 1m', count: 1 } as const;
    expect(frameNoteText(one, 'en')).toBe('ETHUSDT 1m: 1 candle new since.');
    expect(frameNoteText({ ...one, count: 12_345 }, 'es')).toBe(
      'ETHUSDT 1m: 12.345 velas nuevas desde entonces.',
    );
  });
});

it('a problem without a note is told as it was said', () => {
  expect(problemText({ problem: 'SQLITE_IOERR' }, 'es')).toBe('SQLITE_IOERR');
  expect(problemText({ problem: 'x', note: 'luck' }, 'es')).toBe('x');
});

it('an export that was written says its rows and its size, and what is wrong with it', () => {
  const params = { file: 'eth.csv', rows: 43_000, bytes: 3_123_456, exportId: 4, leak: 'passed', missing: 0 };
  expect(taskSummaryText({ code: 'exported', params }, 'en')).toBe('eth.csv: 43,000 rows, 3.1 MB.');
  const bad = { ...params, bytes: 2_500, leak: 'failed', missing: 1 };
  expect(taskSummaryText({ code: 'exported', params: bad }, 'en')).toBe(
    'eth.csv: 43,000 rows, 3 kB. The leak test failed: do not train on it. 1 candle is missing inside.',
  );
  expect(taskSummaryText({ code: 'exported', params: bad }, 'es')).toBe(
    'eth.csv: 43.000 filas, 3 kB. La prueba de fugas falló: no entrenes con este archivo. Dentro falta 1 vela.',
  );
});

it('an export is called by its preset, and other tasks by what they are', () => {
  const order = {
    preset: 'model',
    folder: null,
    file: 'x',
    ifThere: 'number',
    leakTest: true,
    days: null,
  } as const;
  expect(taskTitle({ kind: 'export', export: order }, 'es')).toBe('Exportación: model');
  expect(taskTitle({ kind: 'verify', export: null }, 'en')).toBe('Verify');
});
