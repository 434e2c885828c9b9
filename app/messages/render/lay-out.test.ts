import { expect, test } from 'vitest';
import { orderThanks } from '#app/messages/templates/after-order.ts';
import { layOutApart } from './lay-out-apart.server.ts';
import { layOut } from './lay-out.server.ts';
import { createRenderer } from './renderer.server.ts';

const PAGE = '<mjml><mj-body><mj-text>Tea</mj-text></mj-body></mjml>';

/** Lays out like a process that ends without an answer for documents that hold a word. */
function endingAt(word: string, calls: string[][] = []): typeof layOut {
  return (documents) => {
    calls.push([...documents]);
    return documents.some((document) => document.includes(word))
      ? Promise.reject(new Error('It ended.'))
      : Promise.resolve(documents.map((document) => ({ page: document })));
  };
}

test('a process that takes too long is ended and said so', async () => {
  await expect(layOut([PAGE], 1)).rejects.toThrow('could not be laid out in 1 ms');
});

test('of several documents only the one that ends the process has a problem', async () => {
  expect(await layOutApart(endingAt('endless'), ['one', 'endless', 'two'])).toEqual([
    { page: 'one' },
    { problem: 'Error: It ended.', isPassing: true },
    { page: 'two' },
  ]);
  expect(await layOutApart(endingAt('endless'), ['endless'])).toMatchObject([{ isPassing: true }]);
});

test('where nothing can be laid out no document is to blame', async () => {
  await expect(layOutApart(endingAt(''), ['one', 'two'])).rejects.toThrow('It ended.');
});

test('an email that ended the process is tried again, and callers at once compile an email once', async () => {
  const calls: string[][] = [];
  const renderer = createRenderer(endingAt('endless', calls));
  const endless = { digest: 'a', content: { ...orderThanks, body: 'endless' } };
  const good = { digest: 'b', content: orderThanks };
  expect(await renderer.check(endless)).toContain('It ended.');
  const before = calls.length;
  expect(await renderer.check(endless)).toContain('It ended.');
  expect(calls.length).toBe(2 * before);
  calls.length = 0;
  await Promise.all([renderer.check(good), renderer.check(good), renderer.prepare([good])]);
  expect(calls).toHaveLength(1);
});
