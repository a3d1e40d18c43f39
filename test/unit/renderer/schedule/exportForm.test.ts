import { describe, expect, test } from 'vitest';
import {
  type ExportForm,
  exportFormOf,
  exportProblems,
  freshExport,
  orderOf,
} from '../../../../renderer/features/schedule/exportForm.ts';
import {
  formOf,
  patternOf,
  problemsOf,
  repeatFormOf,
  toRequest,
} from '../../../../renderer/features/schedule/scheduleForm.ts';
import type { ExportOrder } from '../../../../shared/domain/schedule.ts';
import { sampleTask } from '../../../helpers/watchSamples.ts';

const ORDER: ExportOrder = {
  preset: 'model',
  folder: 'D:\\data',
  file: '{symbol}_{date}',
  ifThere: 'replace',
  leakTest: false,
  days: 30,
};
const form = (change: Partial<ExportForm>): ExportForm => ({ ...freshExport('model'), ...change });

describe('the form of an export', () => {
  test('begins as the export is, and sends it back unchanged', () => {
    for (const order of [ORDER, { ...ORDER, folder: null, days: null }]) {
      expect(orderOf(exportFormOf(order))).toEqual(order);
      const task = sampleTask({ kind: 'export', cron: '0 1 * * *', export: order });
      expect(toRequest(formOf(task))).toEqual({
        kind: 'export',
        cron: '0 1 * * *',
        maxRequests: null,
        export: order,
      });
    }
  });

  test.each([
    ['preset', { preset: '' }],
    ['reach', { reach: '0' }],
    ['reach', { reach: '1.5' }],
    ['file', { file: ' ' }],
    ['file', { file: 'x'.repeat(201) }],
    ['folder', { folder: 'exports' }],
  ] as const)('names the field that has to be mended: %s (%#)', (field, change) => {
    expect(exportProblems(form(change))).toEqual({ [field]: true });
    const whole = { ...repeatFormOf('model'), export: form(change) };
    expect(problemsOf(whole)).toEqual({ [field]: true });
    expect(toRequest(whole)).toBeNull();
  });

  test('takes whole paths of either system', () => {
    for (const folder of ['C:\\data', 'd:/data', '\\\\server\\share', '/home/me', '']) {
      expect(exportProblems(form({ folder })), folder).toEqual({});
    }
  });

  test('of a new repetition is a new file each night, tested for leaks', () => {
    const repeat = repeatFormOf('model');
    expect(patternOf(repeat)).toBe('0 3 * * *');
    expect(toRequest(repeat)).toMatchObject({
      export: { preset: 'model', file: '{preset}_{date}', ifThere: 'number', leakTest: true, days: null },
    });
  });
});
