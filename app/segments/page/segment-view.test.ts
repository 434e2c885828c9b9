import { expect, test } from 'vitest';
import { arrangeRows } from '#app/lib/arrange-rows.ts';
import { OVERLAP_ORDER, readSegmentLists, VERSION_ORDER } from './segment-view.ts';

const OVERLAP = [
  { key: 'a', name: 'Regulars', shared: 3, size: 100 },
  { key: 'b', name: 'At risk', shared: 9, size: 90 },
  { key: 'c', name: 'Hot leads', shared: 5, size: 5 },
];
const RULES = { madeBy: '1', madeAt: 0, differences: null };
const VERSIONS = [
  { ...RULES, version: 2, note: 'For the autumn', words: 'people who ordered' },
  { ...RULES, version: 1, note: '', words: 'people who visited' },
];

function look(query: string) {
  const { overlap, versions } = readSegmentLists(new URLSearchParams(query));
  return {
    overlap: arrangeRows(OVERLAP, overlap, OVERLAP_ORDER, 10).rows.map(({ name }) => name),
    versions: arrangeRows(VERSIONS, versions, VERSION_ORDER, 10).rows.map(({ version }) => version),
  };
}

test.each([
  ['', ['At risk', 'Hot leads', 'Regulars'], [2, 1]],
  ['overlap.sort=name&overlap.direction=ascending', ['At risk', 'Hot leads', 'Regulars'], [2, 1]],
  ['overlap.sort=share', ['Hot leads', 'At risk', 'Regulars'], [2, 1]],
  ['overlap.search=RISK&versions.search=autumn', ['At risk'], [2]],
  ['versions.direction=ascending', ['At risk', 'Hot leads', 'Regulars'], [1, 2]],
  // The search of the members is none of theirs.
  ['search=ada&sort=seen', ['At risk', 'Hot leads', 'Regulars'], [2, 1]],
])('the lists of a segment looked at by “%s”', (query, overlap, versions) => {
  expect(look(query)).toEqual({ overlap, versions });
});
