import { describe, expect, it } from 'vitest';
import { createDisposables } from '../../../shared/lib/disposable.ts';
import { createEmitter } from '../../../shared/lib/emitter.ts';

type Events = { tick: number; tock: string };

describe('createEmitter', () => {
  it('tells the listeners of an event in order, and only them', () => {
    const heard: string[] = [];
    const emitter = createEmitter<Events>(() => undefined);
    emitter.on('tick', (n) => heard.push(`first ${n}`));
    emitter.on('tick', (n) => heard.push(`second ${n}`));
    emitter.on('tock', (text) => heard.push(text));
    emitter.emit('tick', 1);
    expect(heard).toEqual(['first 1', 'second 1']);
  });

  it('stops after disposal, and disposing twice is harmless', () => {
    const heard: number[] = [];
    const emitter = createEmitter<Events>(() => undefined);
    const dispose = emitter.on('tick', (n) => heard.push(n));
    emitter.emit('tick', 1);
    dispose();
    dispose();
    emitter.emit('tick', 2);
    expect(heard).toEqual([1]);
  });

  it('keeps one subscription when the same function has two and one is disposed', () => {
    const heard: number[] = [];
    const listener = (n: number) => heard.push(n);
    const emitter = createEmitter<Events>(() => undefined);
    const dispose = emitter.on('tick', listener);
    emitter.on('tick', listener);
    dispose();
    emitter.emit('tick', 1);
    expect(heard).toEqual([1]);
  });

  it('reports a listener that throws and goes on with the next', () => {
    const errors: unknown[] = [];
    const heard: number[] = [];
    const emitter = createEmitter<Events>((error, event) => errors.push([event, String(error)]));
    emitter.on('tick', () => {
      throw new Error('broken');
    });
    emitter.on('tick', (n) => heard.push(n));
    emitter.emit('tick', 1);
    expect(errors).toEqual([['tick', 'Error: broken']]);
    expect(heard).toEqual([1]);
  });
});

describe('createDisposables', () => {
  it('disposes in reverse order, each once', () => {
    const order: number[] = [];
    const disposables = createDisposables();
    for (const n of [1, 2, 3]) disposables.add(() => order.push(n));
    disposables.disposeAll();
    disposables.disposeAll();
    expect(order).toEqual([3, 2, 1]);
  });
});
