// Draws renderer/public/icon.svg into build/icon.ico and build/icon.png: `node build/icon.mjs`, on a machine with
// Chromium, Chrome or Edge. The results are kept in the repository, so that packaging needs no browser.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright';
import { findBrowser } from '../test/host/findBrowser.ts';

const at = (...parts) => path.resolve(import.meta.dirname, '..', ...parts);

/** What Windows 11 asks for between 100 % and 200 %, from the title bar to the largest tiles. */
const SIZES = [16, 20, 24, 32, 40, 48, 64, 96, 128, 256];
/** Smaller ones are kept as bitmaps: some readers of icons, NSIS among them, expect PNG at the largest size only. */
const SMALLEST_PNG = 256;
const PNG_SIZE = 512;

const HEADER_BYTES = 6;
const ENTRY_BYTES = 16;

/** Runs in the page: returns the icon drawn at a size, as RGBA pixels and as PNG. */
async function draw([svg, size]) {
  const image = new Image();
  // Without a size of its own an SVG is drawn at whatever the browser thinks fit.
  image.src = `data:image/svg+xml,${encodeURIComponent(svg.replace('<svg', `<svg width="${size}" height="${size}"`))}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0, size, size);
  return {
    size,
    pixels: [...context.getImageData(0, 0, size, size).data],
    png: canvas.toDataURL('image/png').split(',')[1],
  };
}

/** Returns a 32-bit bitmap as icons hold it: rows from the bottom up, blue first, and a mask that hides nothing. */
function toBitmap({ size, pixels }) {
  const head = Buffer.alloc(40);
  head.writeUInt32LE(head.length, 0);
  head.writeInt32LE(size, 4);
  head.writeInt32LE(size * 2, 8);
  head.writeUInt16LE(1, 12);
  head.writeUInt16LE(32, 14);
  const colours = Buffer.alloc(size * size * 4);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const [red, green, blue, alpha] = pixels.slice((y * size + x) * 4, (y * size + x) * 4 + 4);
      colours.set([blue, green, red, alpha], ((size - 1 - y) * size + x) * 4);
    }
  }
  const mask = Buffer.alloc(Math.ceil(size / 32) * 4 * size);
  return Buffer.concat([head, colours, mask]);
}

function toIco(drawings) {
  const images = drawings.map((one) =>
    one.size >= SMALLEST_PNG ? Buffer.from(one.png, 'base64') : toBitmap(one),
  );
  const head = Buffer.alloc(HEADER_BYTES + ENTRY_BYTES * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  images.forEach((image, i) => {
    const entry = HEADER_BYTES + ENTRY_BYTES * i;
    const { size } = drawings[i];
    head.writeUInt8(size % 256, entry);
    head.writeUInt8(size % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(image.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += image.length;
  });
  return Buffer.concat([head, ...images]);
}

const browser = await chromium.launch({
  executablePath: findBrowser() ?? undefined,
  // Chromium refuses to sandbox for root.
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const page = await browser.newPage();
  const svg = readFileSync(at('renderer', 'public', 'icon.svg'), 'utf8');
  const drawings = [];
  for (const size of [...SIZES, PNG_SIZE]) drawings.push(await page.evaluate(draw, [svg, size]));
  const large = drawings.pop();
  writeFileSync(at('build', 'icon.png'), Buffer.from(large.png, 'base64'));
  writeFileSync(at('build', 'icon.ico'), toIco(drawings));
} finally {
  await browser.close();
}
