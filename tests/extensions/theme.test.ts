import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { check } from '@shopify/theme-check-node';
import { parse } from 'smol-toml';
import { afterEach, describe, expect, it } from 'vitest';

const EXTENSION = fileURLToPath(new URL('../../extensions/tendril-theme', import.meta.url));
const SCRIPT_LIMIT_BYTES = 10_000;
const LIQUID_LIMIT_BYTES = 100_000;
/** Folders and file types Shopify takes in a theme app extension. */
const ALLOWED: Record<string, RegExp> = {
  assets: /\.(jpe?g|json|js|css|png|svg|wasm)$/,
  blocks: /\.liquid$/,
  snippets: /\.liquid$/,
  locales: /\.json$/,
};

const copies: string[] = [];
afterEach(async () => {
  await Promise.all(copies.splice(0).map((folder) => rm(folder, { recursive: true })));
});

async function offences(root: string): Promise<string[]> {
  const found = await check(root, join(EXTENSION, '.theme-check.yml'));
  return found.map((offence) => `${offence.check}: ${offence.message}`);
}

async function sizes(
  folder: string,
  type: string,
  sizeOf: (content: Buffer) => number,
): Promise<number[]> {
  const names = (await readdir(join(EXTENSION, folder))).filter((name) => name.endsWith(type));
  return Promise.all(
    names.map(async (name) => sizeOf(await readFile(join(EXTENSION, folder, name)))),
  );
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

describe('the theme app extension', () => {
  it('passes the theme check for app extensions without an offence', async () => {
    expect(await offences(EXTENSION)).toEqual([]);
  });

  it('would be caught by the theme check with a block that has no schema', async () => {
    const copy = await mkdtemp(join(tmpdir(), 'theme-'));
    copies.push(copy);
    await cp(EXTENSION, copy, { recursive: true });
    await writeFile(join(copy, 'blocks', 'broken.liquid'), '<p>{{ product.title }}</p>');
    const found = await check(copy, join(copy, '.theme-check.yml'));
    expect(found.map((offence) => offence.check)).toContain('AppBlockMissingSchema');
  });

  it('sends less than 10 KB of compressed script to a shopper', async () => {
    const compressed = await sizes('assets', '.js', (content) => gzipSync(content).length);
    expect(compressed.length).toBeGreaterThan(0);
    expect(sum(compressed)).toBeLessThan(SCRIPT_LIMIT_BYTES);
  });

  it('stays below the Liquid size Shopify takes', async () => {
    const blocks = await sizes('blocks', '.liquid', (content) => content.length);
    expect(blocks.length).toBeGreaterThan(0);
    expect(sum(blocks)).toBeLessThan(LIQUID_LIMIT_BYTES);
  });

  it('declares a theme extension with a valid handle and holds only files Shopify takes', async () => {
    const declared = parse(await readFile(join(EXTENSION, 'shopify.extension.toml'), 'utf8'));
    expect(declared).toMatchObject({ type: 'theme' });
    expect(declared['handle']).toMatch(/^[A-Za-z0-9-]{1,50}$/);
    for (const entry of await readdir(EXTENSION, { withFileTypes: true })) {
      if (!entry.isDirectory()) continue;
      const allowed = ALLOWED[entry.name];
      expect(allowed, `folder ${entry.name}`).toBeDefined();
      for (const name of await readdir(join(EXTENSION, entry.name)))
        expect(name).toMatch(allowed ?? /$^/);
    }
  });

  it('names every text it shows in its locale files', async () => {
    const texts: unknown = JSON.parse(
      await readFile(join(EXTENSION, 'locales/en.default.json'), 'utf8'),
    );
    for (const name of await readdir(join(EXTENSION, 'blocks'))) {
      const source = await readFile(join(EXTENSION, 'blocks', name), 'utf8');
      for (const [, key = ''] of source.matchAll(/'([\w.-]+)' \| t\b/g)) {
        expect(texts, `${key} in ${name}`).toHaveProperty(key);
      }
    }
  });
});
