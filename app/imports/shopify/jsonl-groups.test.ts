import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonlGroups, type JsonlGroup } from './jsonl-groups.ts';

const utf8 = new TextEncoder();
const TEXT = [
  '{"id":"gid://shopify/Order/1","name":"Zoë"}',
  '{"id":"gid://shopify/LineItem/1","__parentId":"gid://shopify/Order/1"}',
  '{"id":"gid://shopify/LineItem/2","__parentId":"gid://shopify/Order/1"}',
  '{"id":"gid://shopify/Order/2"}',
  'not json',
  '{"id":"gid://shopify/Order/9007199254740993123"}',
  '',
].join('\n');

async function read(
  bytes: Uint8Array,
  from: number,
  cuts: readonly number[],
): Promise<JsonlGroup[]> {
  async function* chunks() {
    let start = from;
    for (const cut of [...cuts.filter((at) => at > from).sort((a, b) => a - b), bytes.length]) {
      await Promise.resolve();
      yield bytes.subarray(start, cut);
      start = cut;
    }
  }
  const groups: JsonlGroup[] = [];
  for await (const group of jsonlGroups(chunks(), from)) groups.push(group);
  return groups;
}

test('objects come with their children, and a line that is no JSON as nothing', async () => {
  const groups = await read(utf8.encode(TEXT), 0, []);
  expect(groups.map(({ parent, children }) => [parent?.id, children.length])).toEqual([
    ['gid://shopify/Order/1', 2],
    ['gid://shopify/Order/2', 0],
    [undefined, 0],
    ['gid://shopify/Order/9007199254740993123', 0],
  ]);
  expect(groups.at(-1)?.end).toBe(utf8.encode(TEXT).length);
});

test('however the bytes arrive and wherever it broke off, the same objects come', async () => {
  const bytes = utf8.encode(TEXT);
  const whole = await read(bytes, 0, []);
  const cuts = fc.array(fc.integer({ min: 1, max: bytes.length - 1 }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(cuts, fc.nat(whole.length - 1), async (at, done) => {
      expect(await read(bytes, 0, at)).toEqual(whole);
      const from = whole[done]?.end ?? 0;
      expect(await read(bytes, from, at)).toEqual(whole.slice(done + 1));
    }),
  );
});
