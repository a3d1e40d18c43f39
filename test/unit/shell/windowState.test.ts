import { describe, expect, test } from 'vitest';
import { fitToScreens, parseWindowState } from '../../../electron/shell/windowState.ts';

const laptop = { x: 0, y: 0, width: 1920, height: 1040 };
const beside = { x: 1920, y: -200, width: 3840, height: 2120 };
const bounds = { x: 2000, y: 100, width: 1600, height: 1000 };

describe('a kept window state', () => {
  test('is used as it is while its monitor is there', () => {
    expect(fitToScreens({ bounds, isMaximized: false }, [laptop, beside])).toEqual({
      bounds,
      isMaximized: false,
    });
  });

  test('is forgotten when its monitor has gone, but not that it was maximized', () => {
    expect(fitToScreens({ bounds, isMaximized: true }, [laptop])).toEqual({
      bounds: null,
      isMaximized: true,
    });
  });

  test('is forgotten when only a sliver of its title bar could be reached', () => {
    expect(fitToScreens({ bounds: { ...bounds, x: 1900 }, isMaximized: false }, [laptop]).bounds).toBeNull();
    const above = { x: 100, y: -300, width: 1200, height: 800 };
    expect(fitToScreens({ bounds: above, isMaximized: false }, [laptop]).bounds).toBeNull();
  });

  test('shrinks to the monitor, and never under the smallest size', () => {
    const huge = { x: 0, y: 0, width: 5000, height: 3000 };
    expect(fitToScreens({ bounds: huge, isMaximized: false }, [laptop]).bounds).toEqual(laptop);
    const tiny = { x: 0, y: 0, width: 300, height: 200 };
    expect(fitToScreens({ bounds: tiny, isMaximized: false }, [laptop]).bounds).toMatchObject({
      width: 1024,
      height: 700,
    });
  });

  test.each([null, '', '{', '[]', '{"bounds":{"x":"1"}}', '{"bounds":{"x":1.5,"y":0,"width":1,"height":1}}'])(
    'that reads %s is the usual one',
    (text) => {
      expect(parseWindowState(text)).toEqual({ bounds: null, isMaximized: false });
    },
  );

  test('survives being written and read', () => {
    const state = { bounds, isMaximized: true };
    expect(parseWindowState(JSON.stringify(state))).toEqual(state);
  });
});
