import { expect, test } from 'vitest';
import { textOfLine } from '#app/messages/blocks/block-markup.ts';
import { templates } from '#app/messages/templates.ts';
import { subjectWords } from './subject-words.ts';

test.each([
  ['Welcome to {{ shop.name }}', 'Welcome to Fern & Fell'],
  ["Hello {{ firstName | default: 'there' }}", 'Hello [First name]'],
  ['{{ coupon.words }} for your order', '[Offer] for your order'],
  [
    '{% if orderName %}Order {{ orderName }}{% else %}Your order{% endif %} is here',
    'Order [Order number] is here',
  ],
  [
    textOfLine([{ text: 'Save {{ 10 }} ' }, { variable: 'firstName', fallback: 'you' }]),
    'Save {{ 10 }} [First name]',
  ],
])('the subject %j reads %j', (subject, words) => {
  expect(subjectWords(subject, 'Fern & Fell')).toBe(words);
});

test('no subject of the gallery shows a merchant markup', () => {
  for (const { subject, preview } of templates)
    for (const line of [subject, preview]) expect(subjectWords(line, 'Fern')).not.toMatch(/[{}%]/);
});
