import { expect, test } from 'vitest';
import { mailContexts } from '#app/messages/contexts/registry.ts';
import { variablesBeyondNews } from './news-variables.ts';

const NEWS = { name: 'News', subject: 'News', preview: '', body: '<p>Hello</p>', text: 'Hello' };

const { news: _news, ...others } = mailContexts;
const names = Object.values(others).flatMap(({ variables }) => Object.keys(variables));

test.each([...names, 'items', 'total'])('an email that shows %s is not for everyone', (name) => {
  for (const part of ['subject', 'preview', 'body', 'text'])
    for (const tag of [`{{ ${name} }}`, `{%- if ${name} -%}x{% endif %}`, `{{x|append:${name}}}`])
      expect(variablesBeyondNews({ ...NEWS, [part]: tag })).toEqual([name]);
});

test('words outside braces, and what every email has, are for everyone', () => {
  const text =
    'Your order, in total: {{ firstName | default: "there" }} {{ action }} {{ shop.name }}';
  expect(variablesBeyondNews({ ...NEWS, text })).toEqual([]);
});
