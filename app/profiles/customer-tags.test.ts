import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeTags, tagsOfChange, type CustomerTags, type TagChange } from './customer-tags.ts';
import { activeItems } from './timestamped-set.ts';

const NONE: CustomerTags = { tags: [], tagLists: [] };

type Said = Partial<TagChange> & Pick<TagChange, 'at'>;

function change(said: Said): TagChange {
  return { customerId: '7001', added: [], removed: [], ...said };
}

function after(changes: readonly Said[]): CustomerTags {
  return changes.reduce((known, said) => mergeTags(known, tagsOfChange(change(said))), NONE);
}

describe('the tags of a customer', () => {
  test.each<[string, Said[], string[]]>([
    [
      'a list replaces what was known before',
      [
        { at: 1, added: ['vip'] },
        { at: 2, all: ['trade'] },
      ],
      ['trade'],
    ],
    [
      'an empty list takes all off',
      [
        { at: 1, added: ['vip', 'trade'] },
        { at: 2, all: [] },
      ],
      [],
    ],
    [
      'an addition after the list stays',
      [
        { at: 2, all: ['trade'] },
        { at: 3, added: ['vip'] },
      ],
      ['trade', 'vip'],
    ],
    [
      'a removal after the list holds',
      [
        { at: 2, all: ['trade', 'vip'] },
        { at: 3, removed: ['VIP'] },
      ],
      ['trade'],
    ],
    [
      'a removal from before the list does not',
      [
        { at: 1, removed: ['vip'] },
        { at: 2, all: ['vip'] },
      ],
      ['vip'],
    ],
    [
      'a list is read after what happened at its moment',
      [
        { at: 2, added: ['vip'] },
        { at: 2, all: [] },
      ],
      [],
    ],
    [
      'the newer of two lists counts',
      [
        { at: 2, all: ['a', 'b'] },
        { at: 3, all: ['b', 'c'] },
      ],
      ['b', 'c'],
    ],
    [
      'lists of one moment are merged',
      [
        { at: 2, all: ['a'] },
        { at: 2, all: ['b'] },
      ],
      ['a', 'b'],
    ],
    [
      'a list is about its customer alone',
      [
        { at: 1, added: ['vip'] },
        { at: 2, all: ['trade'], customerId: '7002' },
      ],
      ['trade', 'vip'],
    ],
    [
      'a tag of two records stays while one of them has it',
      [
        { at: 1, all: ['vip'] },
        { at: 1, all: ['VIP'], customerId: '7002' },
        { at: 2, all: [] },
      ],
      ['VIP'],
    ],
  ])('%s', (_what, changes, on) => {
    expect(activeItems(after(changes).tags)).toEqual(on);
    expect(activeItems(after(changes.toReversed()).tags)).toEqual(on);
  });

  test('tags that were saved without their customer give way to a newer list', () => {
    const before: CustomerTags = { tags: [['vip', 1, 1]], tagLists: [] };
    const listed = mergeTags(before, tagsOfChange(change({ at: 2, all: ['trade'] })));
    expect(activeItems(listed.tags)).toEqual(['trade']);
  });

  const names = fc.array(fc.constantFrom('a', 'A', 'b', 'c', 'd'), { maxLength: 3 });
  const said = fc.record({
    at: fc.integer({ min: 1, max: 12 }),
    customerId: fc.integer({ min: 1, max: 11 }).map(String),
    added: names,
    removed: names,
    all: fc.option(names, { nil: undefined }),
  });

  test('are the same in any order of the events, and in whichever groups they are merged', () => {
    fc.assert(
      fc.property(
        fc
          .array(said, { maxLength: 40 })
          .chain((changes) =>
            fc.tuple(
              fc.constant(changes),
              fc.shuffledSubarray(changes, { minLength: changes.length }),
              fc.nat(changes.length),
            ),
          ),
        ([changes, again, at]) => {
          const merged = mergeTags(after(again.slice(0, at)), after(again.slice(at)));
          expect(merged).toEqual(after(changes));
          expect(after([...changes, ...again])).toEqual(after(changes));
        },
      ),
      { numRuns: 500 },
    );
  });
});
