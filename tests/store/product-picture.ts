/** Width and height of a picture in pixels. */
export const PICTURE_SIZE = 512;

/** Where the store shows the picture of a product. */
export function pictureUrl(storefrontUrl: string, { handle }: { handle: string }): string {
  return new URL(`/images/${handle}.svg`, storefrontUrl).href;
}

/** Line drawings on a 100 x 100 field, picked by the first word of a product's title that has one. */
const DRAWINGS: readonly (readonly [RegExp, string])[] = [
  [
    /\b(heart)/,
    '<path d="M50 76C26 60 24 36 38 32c8-2 12 6 12 10 0-4 4-12 12-10 14 4 12 28-12 44Z"/>',
  ],
  [
    /\b(t-light|candle|lantern|lamp|light)/,
    '<path d="M36 44h28l4 34H32Z"/><path d="M50 44V34m0 0c-6-6 0-12 0-16 0 4 6 10 0 16Z"/>',
  ],
  [
    /\b(mug|cup|tea|coffee|saucer)/,
    '<path d="M28 36h38v24c0 10-7 16-19 16s-19-6-19-16Z"/><path d="M66 42h6c8 0 8 18-6 18M38 28c-3-4 3-6 0-10m12 10c-3-4 3-6 0-10"/>',
  ],
  [
    /\b(bag|tote|shopper)/,
    '<path d="M28 40h44l5 40H23Z"/><path d="M38 46V34c0-16 24-16 24 0v12"/>',
  ],
  [/\b(clock|watch)/, '<circle cx="50" cy="50" r="28"/><path d="M50 34v17l11 7"/>'],
  [
    /\b(cake|baking|cakestand)/,
    '<path d="M26 46h48c0-16-14-22-24-22s-24 6-24 22Z"/><path d="M22 54h56M50 54v18M34 76h32M50 24v-6"/>',
  ],
  [
    /\b(bunting|garland|decoration|paper chain)/,
    '<path d="M18 30c20 12 44 12 64 0"/><path d="m24 34 8 22 7-19m3 1 8 23 8-23m3-1 7 19 8-22"/>',
  ],
  [
    /\b(bird|owl|hen|rabbit|dog|cat\b)/,
    '<path d="M26 58c0-20 16-28 28-26l18-4-8 14c2 20-10 28-22 28-10 0-16-6-16-12Z"/><path d="M46 70v10m8-11v10M60 38v1"/>',
  ],
  [
    /\b(tin|box|case|jar|storage|chest)/,
    '<path d="M26 40h48v38H26Z"/><path d="M22 30h56v10H22Zm22 22h12"/>',
  ],
  [
    /\b(frame|sign|plaque|wall|mirror|picture)/,
    '<path d="M26 26h48v48H26Z"/><path d="M36 36h28v28H36Zm0 22 9-9 7 6 6-5 6 6"/>',
  ],
  [
    /\b(cushion|cover|blanket|quilt|towel|apron|fabric)/,
    '<path d="M24 28c16 4 36 4 52 0-4 16-4 30 0 46-16-4-36-4-52 0 4-16 4-30 0-46Z"/><path d="M38 42h24M38 52h24"/>',
  ],
  [
    /\b(garden|flower|rose|plant|herb)/,
    '<circle cx="50" cy="38" r="7"/><path d="M50 31c-6-14 6-14 0 0m7 7c14-6 14 6 0 0m-7 7c6 14-6 14 0 0m-7-7c-14 6-14-6 0 0M50 54v28m0-8c-10 0-14-6-14-12 8 0 14 4 14 12Z"/>',
  ],
  [
    /\b(card|wrap|paper|notebook|book|journal|stationery)/,
    '<path d="M30 24h34l8 8v46H30Z"/><path d="M64 24v8h8M40 44h22M40 54h22M40 64h14"/>',
  ],
  [
    /\b(glass|bottle|jug|vase)/,
    '<path d="M42 20h16v14c10 8 12 14 12 24 0 14-8 22-20 22s-20-8-20-22c0-10 2-16 12-24Z"/><path d="M32 56h36"/>',
  ],
  [/\b(plate|bowl|dish|tray)/, '<circle cx="50" cy="50" r="30"/><circle cx="50" cy="50" r="18"/>'],
  [
    /\b(necklace|bracelet|ring|earring|jewel|bead)/,
    '<path d="M26 24c0 34 48 34 48 0"/><circle cx="50" cy="58" r="9"/><circle cx="36" cy="46" r="3"/><circle cx="64" cy="46" r="3"/>',
  ],
  [
    /\b(star|christmas|tree|santa|snow)/,
    '<path d="m50 18 16 24H56l14 18H56v18H44V60H30l14-18H34Z"/>',
  ],
  [
    /\b(umbrella|rain)/,
    '<path d="M20 52c0-20 14-30 30-30s30 10 30 30Z"/><path d="M50 52v20c0 8-10 8-10 0M50 22v-6"/>',
  ],
];
const PARCEL = '<path d="m50 20 28 14v32L50 80 22 66V34Z"/><path d="m22 34 28 14 28-14M50 48v32"/>';

/** A calm picture for a product without a photograph: its drawing on a colour of its own. */
export function productPicture({ title }: { title: string }): string {
  const words = title.toLowerCase();
  const drawing = DRAWINGS.find(([pattern]) => pattern.test(words))?.[1] ?? PARCEL;
  const hue = [...words].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  const ground = `hsl(${hue} 38% 91%)`;
  const shade = `hsl(${hue} 34% 84%)`;
  const ink = `hsl(${hue} 32% 30%)`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 160" width="${String(PICTURE_SIZE)}" height="${String(PICTURE_SIZE)}">
<rect width="160" height="160" fill="${ground}"/><circle cx="${50 + (hue % 60)}" cy="${60 + (hue % 40)}" r="62" fill="${shade}"/>
<g transform="translate(30 30)" fill="#fff8" stroke="${ink}" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round">${drawing}</g></svg>`;
}
