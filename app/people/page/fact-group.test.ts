import { expect, test } from 'vitest';
import { factGroup } from './fact-group.ts';
import { namesInBrief } from './names-in-brief.ts';
import { eventSource } from './provenance.ts';

function facts(...names: string[]) {
  return names.map((name) => ({ name, value: name.toLowerCase(), source: eventSource(null, 1) }));
}

test.each([
  [
    'buying',
    ['Orders', 'Last order', 'Average order'],
    'Average order: average order, Last order: last order',
  ],
  ['buying', ['Orders', 'Spent', 'Newest cart'], 'Orders: orders, Spent: spent'],
  ['arrival', ['First source'], 'First source: first source'],
  ['engagement', [], ''],
])('the facts of %s, %j, are said in one line', (key, names, summary) => {
  expect(factGroup(key, 'Title', facts(...names)).summary).toBe(summary);
});

test.each([
  [[], null],
  [['Lamp'], 'Lamp'],
  [['Lamp', 'Chair'], 'Lamp and Chair'],
  [['Lamp', 'Chair', 'Desk'], 'Lamp, Chair and 1 more'],
])('the names %j in brief', (names, brief) => {
  expect(namesInBrief(names)).toBe(brief);
});
