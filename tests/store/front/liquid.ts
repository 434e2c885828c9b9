import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Liquid,
  Tag,
  type Context,
  type Emitter,
  type Liquid as Engine,
  type TagToken,
  type Template,
  type TopLevelToken,
} from 'liquidjs';
import { z } from 'zod';
import { folderBeside } from './files.ts';
import { money } from './formats.ts';

/** The theme app extension whose blocks this storefront shows, exactly as Shopify would get them. */
export const EXTENSION = folderBeside(import.meta.url, '../../../extensions/tendril-theme');
const THEME = folderBeside(import.meta.url, 'theme');

const blockSchema = z.object({
  javascript: z.string().optional(),
  stylesheet: z.string().optional(),
  settings: z.array(z.object({ id: z.string().optional(), default: z.unknown().optional() })),
});

export type RenderedBlock = {
  html: string;
  javascript: string | undefined;
  stylesheet: string | undefined;
};

/** Keeps a block's `{% schema %}` out of its output, as Shopify does. */
class SchemaTag extends Tag {
  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Engine) {
    super(token, remaining, liquid);
    while (remaining.length > 0) {
      const next = remaining.shift();
      if (next && 'name' in next && next.name === 'endschema') return;
    }
    throw new Error('A {% schema %} tag has no {% endschema %}.');
  }

  *render(_context: Context, _emitter: Emitter): Generator<Template, void, unknown> {
    // A schema is data for the theme editor, not output.
  }
}

function engineFor(root: string, assetPath: string): Liquid {
  const engine = new Liquid({
    root: ['templates', 'blocks', 'snippets'].map((folder) => join(root, folder)),
    extname: '.liquid',
    cache: false,
  });
  engine.registerTag('schema', SchemaTag);
  engine.registerFilter('asset_url', (name: string) => `${assetPath}/${name}`);
  engine.registerFilter('money', (minor: number, currency: string) => money(minor, currency));
  return engine;
}

/** Renders one of this storefront's own templates inside its layout. */
export async function renderPage(
  template: string,
  values: Record<string, unknown>,
): Promise<string> {
  const engine = engineFor(THEME, '/storefront/assets');
  const content: unknown = await engine.renderFile(template, values);
  const page: unknown = await engine.renderFile('layout', { ...values, content });
  return String(page);
}

/**
 * Renders a block of the extension with English texts and its default settings.
 * @param chosen settings that the merchant changed in the theme editor
 */
export async function renderBlock(
  name: string,
  values: Record<string, unknown>,
  chosen: Record<string, unknown> = {},
): Promise<RenderedBlock> {
  const engine = engineFor(EXTENSION, '/storefront/extension');
  const texts = readJson('locales/en.default.json');
  const schemaTexts = readJson('locales/en.default.schema.json');
  engine.registerFilter('t', (key: string, ...replacements: [string, unknown][]) =>
    replacements.reduce(
      (text, [name, value]) => text.replace(`{{ ${name} }}`, String(value)),
      textOf(texts, key),
    ),
  );
  const source = readFileSync(join(EXTENSION, 'blocks', `${name}.liquid`), 'utf8');
  const schema = blockSchema.parse(
    JSON.parse(/{% schema %}([\s\S]*){% endschema %}/.exec(source)?.[1] ?? 'null'),
  );
  const settings: Record<string, unknown> = {};
  for (const setting of schema.settings) {
    if (setting.id === undefined) continue;
    const value = setting.default;
    settings[setting.id] =
      typeof value === 'string' && value.startsWith('t:')
        ? textOf(schemaTexts, value.slice(2))
        : value;
  }
  const html: unknown = await engine.parseAndRender(source, {
    ...values,
    block: { id: name, settings: { ...settings, ...chosen }, shopify_attributes: '' },
  });
  return { html: String(html), javascript: schema.javascript, stylesheet: schema.stylesheet };
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(EXTENSION, path), 'utf8'));
}

/** The text at a dotted key; like Shopify, a missing one shows itself instead of failing. */
function textOf(texts: unknown, key: string): string {
  let found = texts;
  for (const part of key.split('.')) {
    found =
      typeof found === 'object' && found !== null && part in found
        ? Reflect.get(found, part)
        : undefined;
  }
  return typeof found === 'string' ? found : `Translation missing: en.${key}`;
}
