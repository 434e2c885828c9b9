import { expect, test } from 'vitest';
import type { MailView } from '#app/messages/render/mail-view.ts';
import { createRenderer, type RenderedMail } from '#app/messages/render/renderer.server.ts';
import { sampleView } from '#app/messages/render/sample-view.ts';
import {
  blankColumnBlock,
  COLUMN_BLOCK_KINDS,
  type ColumnBlock,
  type ColumnBlockKind,
} from './column-blocks.ts';
import { compileDesign } from './compile-design.ts';
import type { EmailBlock, EmailDesign } from './email-design.ts';

const IMAGE = 'https://cdn.example/picture.png';
const WORDS = 'Save {{ 10 }} & {% <b>more</b>';
const LEFT_OUT = ['coupon', 'items', 'product', 'recommended'] as const;

/** A block of a kind as a merchant would leave it, with something to be seen. */
function written(kind: ColumnBlockKind): ColumnBlock {
  const block = blankColumnBlock(kind, kind);
  switch (block.kind) {
    case 'image':
      return { ...block, address: IMAGE, alt: 'A picture' };
    case 'story':
      return { ...block, quote: 'It keeps warm', name: 'Ada' };
    case 'social':
      return {
        ...block,
        links: [{ network: 'instagram', address: 'https://instagram.example/x' }],
      };
    default:
      return block;
  }
}

function columns(...inside: ColumnBlock[][]): EmailBlock {
  return { id: 'columns', kind: 'columns', columns: inside };
}

function designOf(...blocks: EmailBlock[]): EmailDesign {
  return { subject: [{ text: 'Subject' }], preheader: [{ text: 'Preheader' }], blocks };
}

const wordy: EmailDesign = {
  subject: [{ text: WORDS }],
  preheader: [{ text: WORDS }],
  blocks: [
    { id: 'h', kind: 'heading', level: 1, line: [{ text: WORDS }], align: 'left' },
    { id: 'b', kind: 'button', label: WORDS, link: { to: 'action' }, align: 'center' },
    {
      id: 'i',
      kind: 'image',
      address: IMAGE,
      alt: WORDS,
      isDecorative: false,
      width: null,
      link: null,
      align: 'left',
    },
  ],
};

/** All that is rendered here: laid out at once, because each time takes a process. */
const designs: Readonly<Record<string, EmailDesign>> = {
  empty: designOf(),
  text: designOf(written('text')),
  leftOut: designOf(written('text'), ...LEFT_OUT.map(written)),
  three: designOf(
    columns(...(['heading', 'text', 'button'] as const).map((kind) => [written(kind)])),
  ),
  wordy,
  ...Object.fromEntries(
    COLUMN_BLOCK_KINDS.flatMap((kind) => [
      [`alone ${kind}`, designOf(written(kind))],
      [`column ${kind}`, designOf(columns([written(kind)], [written('text')]))],
    ]),
  ),
};
const emails = new Map(
  Object.entries(designs).map(([digest, design]) => [
    digest,
    { digest, content: { name: digest, ...compileDesign(design) } },
  ]),
);
const render = await createRenderer().prepare([...emails.values()]);

function sent(name: string, changed: Partial<MailView> = {}): RenderedMail {
  const email = emails.get(name);
  if (!email) throw new Error(`There is no design ${name}.`);
  return render(email, { ...sampleView(), ...changed });
}

test.each(COLUMN_BLOCK_KINDS)(
  'a block of kind %s is seen in both texts, and leaves no markup',
  (kind) => {
    const empty = sent('empty');
    const { html, text } = sent(`alone ${kind}`);
    expect(html.length).toBeGreaterThan(empty.html.length);
    for (const part of [html, text]) expect(part).not.toMatch(/\{\{|\{%|undefined|\[object|<mj-/);
    if (kind !== 'divider') expect(text.length).toBeGreaterThan(empty.text.length);
  },
);

test.each(COLUMN_BLOCK_KINDS)('a block of kind %s also stands in a column', (kind) => {
  const { html } = sent(`column ${kind}`);
  expect(html).not.toMatch(/\{\{|\{%|undefined|\[object|<mj-/);
  expect(html).toContain('Write something.');
});

test('braces and tags that a merchant writes come out as they are', () => {
  const { subject, html, text } = sent('wordy');
  expect(subject).toBe(WORDS);
  expect(text).toContain(WORDS);
  expect(html).not.toContain('<b>more');
  const seen = /Save (?:\{|&#123;){2} 10 \}\} &amp; (?:\{|&#123;)% &lt;b&gt;more&lt;\/b&gt;/g;
  expect(html.match(seen)).toHaveLength(4);
});

test('three columns stand beside each other in Outlook, which knows only tables', () => {
  const remarks = sent('three').html.matchAll(/<!--\[if mso \| IE\]>(.*?)<!\[endif\]-->/gs);
  const tables = [...remarks].map(([, inner]) => inner).join('');
  expect(tables.match(/width:200px/g)).toHaveLength(3);
});

/** A page without spaces, and without remarks to Outlook that have nothing in them. */
function shown(html: string): string {
  return html.replace(/\s+/g, '').replaceAll('<![endif]--><!--[ifmso|IE]>', '');
}

test('an offer, goods and recommendations are left out where there are none', () => {
  const nothing = { coupon: null, items: [], total: null, recommended: null };
  const [bare, alone] = [sent('leftOut', nothing), sent('text', nothing)];
  expect(bare.text).toBe(alone.text);
  expect(shown(bare.html)).toBe(shown(alone.html));
});

test('an email says by itself whether it recommends', () => {
  expect(compileDesign(designOf(written('recommended'))).recommends).toBe(true);
  expect(compileDesign(designOf(columns([written('recommended')], []))).recommends).toBe(true);
  expect(compileDesign(designOf(written('text')))).not.toHaveProperty('recommends');
});
