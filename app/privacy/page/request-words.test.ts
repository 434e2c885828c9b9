import { expect, test } from 'vitest';
import type { ListedRequest } from '../request-view.ts';
import { certificateLines, requestState } from './request-words.ts';

const DUE_AT = 30;
const request: ListedRequest = {
  key: 'k',
  topic: 'customers/data_request',
  email: 'ada@shop.example',
  customerCode: '0a1b2c3d4e5f',
  receivedAt: 0,
  dueAt: DUE_AT,
  doneAt: null,
  certificate: null,
  note: null,
  downloadedAt: null,
};
const certificate = { tables: {}, rows: 0, startedAt: 1, finishedAt: 1, remaining: null };

test.each<[text: string, change: Partial<ListedRequest>, now: number]>([
  ['In progress', {}, 1],
  ['Ready to download', { certificate }, 1],
  ['Overdue', { certificate }, DUE_AT],
  ['Downloaded', { certificate, doneAt: 5 }, DUE_AT],
  ['In progress', { topic: 'customers/redact', certificate }, 1],
  ['Erased', { topic: 'customers/redact', certificate, doneAt: 5 }, DUE_AT],
  ['Declined', { topic: 'shop/redact', note: 'Installed.', doneAt: 5 }, DUE_AT],
])('a request is %s: %j at %i', (text, change, now) => {
  expect(requestState({ ...request, ...change }, now).text).toBe(text);
});

test('a certificate is shown by headings, the most rows first', () => {
  expect(certificateLines({ move_in_slice: 1, event: 1_200, identity: 7 })).toEqual([
    'Events: 1,200',
    'Identifiers: 7',
    'Files from other platforms: 1',
  ]);
});
