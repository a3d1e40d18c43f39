import { describe, expect, it } from 'vitest';
import { feedError } from '../../../electron/feeds/errors.ts';
import { createMailbox } from '../../../electron/feeds/mailbox.ts';

const sum = () => createMailbox<number>((older, newer) => older + newer);
const broken = feedError('network', 'broken');

describe('a mailbox', () => {
  it('hands what came since the last look out as one', async () => {
    const box = sum();
    box.put(1);
    box.put(2);
    expect(await box.take()).toEqual({ ok: true, value: 3 });
    const next = box.take();
    box.put(5);
    expect(await next).toEqual({ ok: true, value: 5 });
  });

  it('has one look at a time', async () => {
    const box = sum();
    const first = box.take();
    expect(box.take()).toBe(first);
    box.put(1);
    expect(await first).toEqual({ ok: true, value: 1 });
    expect(box.take()).not.toBe(first);
  });

  it('tells a failure once, after what came before it', async () => {
    const box = sum();
    box.put(1);
    box.fail(broken);
    expect(await box.take()).toEqual({ ok: true, value: 1 });
    expect(await box.take()).toEqual({ ok: false, error: broken });
    const next = box.take();
    box.put(2);
    expect(await next).toEqual({ ok: true, value: 2 });
  });

  it('forgets a failure that nobody saw when something came after it', async () => {
    const box = sum();
    box.fail(broken);
    box.put(1);
    expect(await box.take()).toEqual({ ok: true, value: 1 });
    const next = box.take();
    box.end(broken);
    expect(await next).toEqual({ ok: false, error: broken });
  });
});
