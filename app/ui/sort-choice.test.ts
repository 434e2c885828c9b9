import { expect, test } from 'vitest';
import { sortChoiceOf } from './sort-choice.ts';

test('the choice shows how the list is sorted, and asks for the order and the direction chosen', () => {
  const asked: Record<string, string>[] = [];
  const choice = sortChoiceOf(
    { view: { sort: 'name', direction: 'ascending' }, change: (values) => void asked.push(values) },
    [
      { label: 'Name, A to Z', value: 'name ascending' },
      { label: 'Newest first', value: 'made descending' },
    ],
  );
  expect(choice.value).toBe('name ascending');
  choice.onChange('made descending');
  expect(asked).toEqual([{ sort: 'made', direction: 'descending' }]);
});
