import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transformWithEsbuild } from 'vite';

export const PIXEL = fileURLToPath(new URL('../../extensions/tendril-pixel', import.meta.url));

/** The web pixel as one script, compiled as Shopify's CLI does: it imports nothing but types. */
export async function compiledPixel(): Promise<string> {
  const file = `${PIXEL}/src/index.ts`;
  const { code } = await transformWithEsbuild(await readFile(file, 'utf8'), file, {
    minify: true,
    format: 'iife',
    target: 'es2019',
    sourcemap: false,
  });
  return code;
}
