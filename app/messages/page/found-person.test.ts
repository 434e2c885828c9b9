import { expect, test } from 'vitest';
import { foundPersonLabel } from './found-person.ts';

test.each([
  ['Ada Moss', 'ada@example.com', 'Ada Moss (ada@example.com)'],
  ['Ada Moss', null, 'Ada Moss'],
  [null, 'ada@example.com', 'ada@example.com'],
  [null, null, 'Person without a name'],
])('a person with the name %j and the address %j is called %j', (name, email, label) => {
  expect(foundPersonLabel({ id: '1', name, email })).toBe(label);
});
