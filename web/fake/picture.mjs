import { deflateSync } from 'node:zlib';
import { crc32 } from './zip.mjs';

/** A small landscape as PNG: a sky, a sun and hills, coloured by `hue`, so that thumbnails can be told apart. */
export function picture(hue, width = 320, height = 240) {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      rows.set(colourAt(hue, x / width, y / height), y * (width * 3 + 1) + 1 + x * 3);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = chunk('IDAT', deflateSync(rows));
  return Buffer.concat([signature, chunk('IHDR', header), data, chunk('IEND', Buffer.alloc(0))]);
}

function colourAt(hue, x, y) {
  if (Math.hypot(x - 0.72, (y - 0.28) * 0.75) < 0.09) return hsl(hue + 40, 0.8, 0.82);
  if (y > 0.62 + 0.12 * Math.sin(x * 5 + hue)) return hsl(hue + 80, 0.35, 0.32 + 0.1 * y);
  if (y > 0.5 + 0.1 * Math.sin(x * 7 + hue * 2)) return hsl(hue + 60, 0.35, 0.5);
  return hsl(hue, 0.5, 0.62 + 0.25 * y);
}

function hsl(hue, saturation, light) {
  const part = (n) => {
    const k = (n + hue / 30) % 12;
    const a = saturation * Math.min(light, 1 - light);
    return Math.round(255 * (light - a * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [part(0), part(8), part(4)];
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
