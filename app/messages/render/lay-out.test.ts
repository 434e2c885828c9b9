import { expect, onTestFinished, test } from 'vitest';
import { templateNamed } from '#app/messages/templates.ts';
import { layOutApart } from './lay-out-apart.server.ts';
import { layOut, openLayoutProcess } from './lay-out.server.ts';
import { createRenderer } from './renderer.server.ts';

/** In one language: each is compiled for itself. */
const { translations: _others, ...orderThanks } = templateNamed('order-thanks');

const PAGE =
  '<mjml><mj-body><mj-section><mj-column><mj-text>Tea</mj-text></mj-column></mj-section></mj-body></mjml>';

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

test('a process that is kept lays out one document after the other, and is started again when it was ended', async () => {
  const layout = openLayoutProcess();
  onTestFinished(() => layout.close());
  const tea = [{ page: expect.stringContaining('Tea') as string }];
  expect(await layout.lay([PAGE])).toEqual(tea);
  expect(await layout.lay(['<mjml><mj-body><mj-nonsense /></mj-body></mjml>'])).toMatchObject([
    { problem: "Line 1: mj-nonsense: Element mj-nonsense doesn't exist or is not registered." },
  ]);
  await expect(layout.lay([PAGE], 0)).rejects.toThrow('could not be laid out in 0 ms');
  expect(await layout.lay([PAGE])).toEqual(tea);
  layout.close();
  expect(await layout.lay([PAGE])).toEqual(tea);
});

test('an answer that comes after its time is none, and the next document is laid out by another process', async () => {
  const layout = openLayoutProcess();
  onTestFinished(() => layout.close());
  const tea = await layout.lay([PAGE]);
  const late = layout.lay([PAGE], 5);
  const busyUntil = performance.now() + 500;
  while (performance.now() < busyUntil); // The answer comes while this process reads nothing.
  await expect(late).rejects.toThrow('could not be laid out in 5 ms');
  expect(await layout.lay([PAGE])).toEqual(tea);
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
