import fc from 'fast-check';
import { Liquid } from 'liquidjs';
import { expect, test } from 'vitest';
import {
  hrefOfLink,
  htmlOfLine,
  htmlOfRichText,
  textOfLine,
  textOfRichText,
} from './block-markup.ts';
import type { RichText } from './rich-text.ts';

const html = new Liquid({ outputEscape: 'escape' });
const plain = new Liquid();

const NAMED = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#34;': '"',
  '&#39;': "'",
  '&#123;': '{',
  '&amp;': '&',
};

/** What a reader sees of HTML without tags. */
function seen(markup: string): string {
  return markup
    .replaceAll('<br />', '\n')
    .replace(/&(?:lt|gt|quot|amp|#34|#39|#123);/g, (name) => NAMED[name as keyof typeof NAMED]);
}

const LIQUID = fc.constantFrom(
  '{{ shop }}',
  '{% if x %}',
  '{{',
  '%}',
  '{',
  "{{ '",
  '{%-',
  '{# x #}',
);
const anyText = fc
  .array(fc.oneof(LIQUID, fc.string({ unit: 'grapheme' })), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''));

test('whatever a merchant writes is what the reader sees, and never Liquid or HTML', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const line = [{ text }];
      expect(String(plain.parseAndRenderSync(textOfLine(line)))).toBe(text);
      const markup = String(html.parseAndRenderSync(htmlOfLine(line)));
      expect(seen(markup)).toBe(text);
      expect(markup.replaceAll('<br />', '')).not.toMatch(/[<>{"]/);
    }),
  );
});

test('a variable shows its value, as text, and else what stands in its place', () => {
  fc.assert(
    fc.property(anyText, fc.option(anyText), (fallback, firstName) => {
      const line = [{ text: 'Hello ' }, { variable: 'firstName', fallback }];
      const wanted = `Hello ${firstName ?? fallback}`;
      expect(String(plain.parseAndRenderSync(textOfLine(line), { firstName }))).toBe(wanted);
      expect(seen(String(html.parseAndRenderSync(htmlOfLine(line), { firstName })))).toBe(wanted);
    }),
  );
});

test.each([
  ['https://shop.example/a?b=1&c={{x}}', 'https://shop.example/a?b=1&amp;c=&#123;&#123;x}}'],
  ['mailto:help@shop.example', 'mailto:help@shop.example'],
  ['tel:+441234567890', 'tel:+441234567890'],
  ['javascript:alert(1)', '{{ shop.url }}'],
  ['JAVA\nscript:alert(1)', '{{ shop.url }}'],
  ['data:text/html,x', '{{ shop.url }}'],
  ['/collections/all', '{{ shop.url }}'],
  ['https://shop.example/" onclick="x', '{{ shop.url }}'],
  ['', '{{ shop.url }}'],
])('a link to %j leads to %j', (address, href) => {
  expect(hrefOfLink({ to: 'address', address })).toBe(href);
});

const LIST: RichText = [
  { kind: 'paragraph', line: [{ text: 'Two things:' }] },
  { kind: 'bullet', line: [{ text: 'one', marks: ['bold'] }] },
  { kind: 'bullet', line: [{ text: 'two', link: { to: 'action' } }] },
  { kind: 'number', line: [{ text: 'first' }] },
  { kind: 'number', line: [{ text: 'second' }] },
];

test('paragraphs and lists are written in both texts', () => {
  expect(textOfRichText(LIST)).toBe(
    'Two things:\n\n- one\n- two ({{ action }})\n\n1. first\n2. second',
  );
  const markup = htmlOfRichText(LIST).replaceAll(/ style="[^"]*"/g, '');
  expect(markup).toBe(
    '<p>Two things:</p><ul><li><strong>one</strong></li><li><a href="{{ action }}">two</a></li></ul>' +
      '<ol><li>first</li><li>second</li></ol>',
  );
});
