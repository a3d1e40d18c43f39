import { describe, expect, it } from 'vitest';
import { parseArchive, parseServers, parseServerUrl } from '../../../electron/feeds/servers.ts';

describe('the server of a venue', () => {
  it.each([
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://localhost:1', 'http://localhost:1'],
    ['http://[::1]:65535', 'http://[::1]:65535'],
    [' HTTP://LocalHost:8080/ ', 'http://localhost:8080'],
  ])('may be %s', (text, url) => {
    expect(parseServerUrl(text)).toEqual({ ok: true, value: url });
  });

  it.each([
    'https://127.0.0.1:8080',
    'http://127.0.0.1',
    'http://127.0.0.1:0',
    'http://127.0.0.1:65536',
    'http://127.0.0.1:8080/path',
    'http://127.0.0.1:8080?x=1',
    'http://127.0.0.1:8080@example.com',
    'http://user@127.0.0.1:8080',
    'http://127.0.0.1.example.com:8080',
    'http://localhost.example.com:8080',
    'http://192.168.1.5:8080',
    'http://0.0.0.0:8080',
    'ws://127.0.0.1:8080',
    'api.bitget.com',
    '',
  ])('is never %s, and the refusal says what is wanted', (text) => {
    const parsed = parseServerUrl(text);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) {
      expect(parsed.error).toContain('http://127.0.0.1:8080');
      expect(parsed.error).toContain(`"${text}"`);
    }
  });

  it('stays the venue itself where nothing is set', () => {
    expect(parseServers({ bitgetUrl: undefined, binanceUrl: '' })).toEqual({
      ok: true,
      value: { bitget: null, binance: null },
    });
  });

  it('is set for each venue by itself, and one bad address fails the whole', () => {
    expect(parseServers({ binanceUrl: 'http://127.0.0.1:9' })).toEqual({
      ok: true,
      value: { bitget: null, binance: 'http://127.0.0.1:9' },
    });
    expect(parseServers({ bitgetUrl: 'http://127.0.0.1:9', binanceUrl: 'http://example.com' }).ok).toBe(
      false,
    );
  });
});

describe('the server of the archive', () => {
  const itself = { bitget: null, binance: null };
  const standIn = parseServers({ binanceUrl: 'http://127.0.0.1:9' });

  it('is the archive itself where nothing is set, and the stand-in for Binance where there is one', () => {
    expect(parseArchive(undefined, itself)).toEqual({ ok: true, value: null });
    expect(standIn.ok && parseArchive(' ', standIn.value)).toEqual({ ok: true, value: 'http://127.0.0.1:9' });
  });

  it('may be a server on this PC of its own, and no other', () => {
    expect(parseArchive('http://127.0.0.1:7', itself)).toEqual({ ok: true, value: 'http://127.0.0.1:7' });
    expect(parseArchive('https://data.binance.vision', itself)).toEqual({
      ok: false,
      error: expect.stringContaining('CANDLEKEEP_ARCHIVE_URL can only name a server on this PC'),
    });
  });
});
