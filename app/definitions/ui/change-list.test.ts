import { AppProvider } from '@shopify/polaris';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { PartChange } from '#app/definitions/definition-difference.ts';
import { ChangeList } from './change-list.tsx';

/** What the list says, line by line. */
function linesOf(changes: PartChange[]): string[] {
  const list = createElement(ChangeList, { changes });
  const html = renderToStaticMarkup(createElement(AppProvider, { i18n: {} }, list));
  return html.split(/<[^>]*>/).filter((text) => text !== '');
}

test('a difference says each part that changed, and each field before and after', () => {
  const changes: PartChange[] = [
    {
      id: 'wait-1',
      name: 'Wait 2 hours',
      change: 'changed',
      fields: [
        { name: 'Step', before: 'Wait 1 hour', after: 'Wait 2 hours' },
        { name: 'Happened', before: null, after: 'End' },
      ],
    },
    { id: 'mail-1', name: 'Send “Thanks”', change: 'changed', fields: [] },
    {
      id: 'end',
      name: 'End',
      change: 'removed',
      fields: [{ name: 'Step', before: 'End', after: null }],
    },
  ];
  expect(linesOf(changes)).toEqual([
    'Changed: Wait 2 hours',
    'Step: Wait 1 hour → Wait 2 hours',
    'Happened: nothing → End',
    'Changed: Send “Thanks”',
    'Details',
    'Removed: End',
  ]);
});
