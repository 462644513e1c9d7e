/**
 * Draws the extension's icons into assets/: `node test/entry-points/draw-icon.ts`. Shapes are signed distances, so that every
 * edge is smooth at any size.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync, crc32 } from "node:zlib";

type Color = readonly [red: number, green: number, blue: number, alpha: number];
/** Distance of a point to a shape's edge, negative inside; in units of a 512 canvas. */
type Shape = (x: number, y: number) => number;
interface Layer {
  shape: Shape;
  color: (x: number, y: number) => Color;
}

const CANVAS = 512;

const box =
  (left: number, top: number, width: number, height: number, radius: number): Shape =>
  (x, y) => {
    const dx = Math.abs(x - left - width / 2) - width / 2 + radius;
    const dy = Math.abs(y - top - height / 2) - height / 2 + radius;
    return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
  };

const disc =
  (cx: number, cy: number, radius: number): Shape =>
  (x, y) =>
    Math.hypot(x - cx, y - cy) - radius;

const line =
  (x1: number, y1: number, x2: number, y2: number, width: number): Shape =>
  (x, y) => {
    const [dx, dy] = [x2 - x1, y2 - y1];
    const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
    return Math.hypot(x - x1 - along * dx, y - y1 - along * dy) - width / 2;
  };

const outline =
  (shape: Shape, width: number): Shape =>
  (x, y) =>
    Math.abs(shape(x, y)) - width / 2;

const without =
  (shape: Shape, hole: Shape): Shape =>
  (x, y) =>
    Math.max(shape(x, y), -hole(x, y));

const rgb = (hex: string, alpha = 1): Color => {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255, alpha];
};

const plain = (hex: string, alpha = 1) => {
  const color = rgb(hex, alpha);
  return () => color;
};

const vertical = (top: string, bottom: string, from = 0, to = CANVAS) => {
  const [a, b] = [rgb(top), rgb(bottom)];
  return (_: number, y: number): Color => {
    const share = Math.min(1, Math.max(0, (y - from) / (to - from)));
    return [0, 1, 2].map((at) => a[at]! + (b[at]! - a[at]!) * share).concat(1) as unknown as Color;
  };
};

const prompt = (x: number, y: number, size: number, width: number): Shape[] => [
  line(x, y - size, x + size, y, width),
  line(x + size, y, x, y + size, width),
];

const PANES: [left: number, top: number, width: number, height: number][] = [
  [72, 104, 208, 304],
  [296, 104, 144, 144],
  [296, 264, 144, 144],
];

const EXTENSION_ICON: Layer[] = [
  { shape: box(16, 16, 480, 480, 112), color: vertical("#2b3a55", "#121a2b", 16, 496) },
  { shape: outline(box(19, 19, 474, 474, 109), 4), color: plain("#ffffff", 0.08) },
  ...PANES.map(([left, top, width, height]): Layer => ({
    shape: box(left, top, width, height, 28),
    color: vertical("#0d1422", "#0a0f1a", 104, 408),
  })),
  ...PANES.map(([left, top, width, height]): Layer => ({
    shape: outline(box(left + 1.5, top + 1.5, width - 3, height - 3, 26), 3),
    color: plain("#ffffff", 0.1),
  })),
  ...prompt(112, 172, 30, 18).map((shape): Layer => ({ shape, color: plain("#4ade80") })),
  { shape: line(168, 204, 232, 204, 18), color: plain("#4ade80") },
  { shape: line(112, 268, 204, 268, 14), color: plain("#9fb3d1", 0.55) },
  { shape: line(112, 308, 240, 308, 14), color: plain("#9fb3d1", 0.35) },
  { shape: line(112, 348, 176, 348, 14), color: plain("#9fb3d1", 0.35) },
  { shape: disc(368, 176, 34), color: plain("#4ade80") },
  { shape: disc(368, 176, 50), color: plain("#4ade80", 0.16) },
  { shape: disc(368, 336, 50), color: plain("#fb923c", 0.18) },
  { shape: disc(368, 336, 34), color: plain("#fb923c") },
  { shape: line(368, 318, 368, 338, 9), color: plain("#2a1505") },
  { shape: disc(368, 353, 5.5), color: plain("#2a1505") },
];

/** One color: macOS tints it. */
const MENU_BAR_ICON: Layer[] = [
  {
    shape: without(box(40, 72, 432, 368, 84), box(84, 116, 344, 280, 44)),
    color: plain("#000000"),
  },
  ...prompt(144, 256, 62, 44).map((shape): Layer => ({ shape, color: plain("#000000") })),
  { shape: line(270, 322, 362, 322, 44), color: plain("#000000") },
];

/** Pixels of the layers, one over the other, in RGBA. */
function paint(layers: Layer[], size: number): Buffer {
  const pixels = Buffer.alloc(size * size * 4);
  const unit = CANVAS / size;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const [x, y] = [(column + 0.5) * unit, (row + 0.5) * unit];
      let [red, green, blue, alpha] = [0, 0, 0, 0];
      for (const { shape, color } of layers) {
        const [r, g, b, a] = color(x, y);
        const over = a * Math.min(1, Math.max(0, 0.5 - shape(x, y) / unit));
        if (over === 0) continue;
        const sum = over + alpha * (1 - over);
        const mix = (top: number, below: number) => (top * over + below * alpha * (1 - over)) / sum;
        [red, green, blue, alpha] = [mix(r, red), mix(g, green), mix(b, blue), sum];
      }
      pixels.set([red, green, blue, alpha * 255].map(Math.round), (row * size + column) * 4);
    }
  }
  return pixels;
}

function png(pixels: Buffer, size: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const rows = Array.from({ length: size }, (_, row) =>
    Buffer.concat([Buffer.from([0]), pixels.subarray(row * size * 4, (row + 1) * size * 4)]),
  );
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(Buffer.concat(rows), { level: 9 });
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "ascii"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

const ICONS: [file: string, layers: Layer[], size: number][] = [
  ["extension-icon.png", EXTENSION_ICON, 512],
  ["menu-bar-icon.png", MENU_BAR_ICON, 64],
];

for (const [file, layers, size] of ICONS) {
  writeFileSync(join(import.meta.dirname, "../../assets", file), png(paint(layers, size), size));
}
