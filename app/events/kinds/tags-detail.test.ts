import { describe, expect, test } from 'vitest';
import { tagsDetail } from './tags-detail.ts';

describe('what a timeline shows of changed tags', () => {
  const many = Array.from({ length: 14 }, (_, index) => `tag-${String(index)}`);

  test.each([
    ['added and removed', { added: ['vip'], removed: ['old'] }, '+ vip, − old'],
    ['nothing', { added: [], removed: [] }, null],
    ['all that there are', { all: ['trade', 'vip'] }, 'trade, vip'],
    ['that there are none', { all: [] }, 'No tags'],
    ['the first dozen', { all: many }, `${many.slice(0, 12).join(', ')} and 2 more`],
  ])('%s', (_case, change, detail) => {
    expect(tagsDetail(change)).toBe(detail);
  });
});
