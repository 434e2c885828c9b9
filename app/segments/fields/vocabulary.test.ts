import { expect, it } from 'vitest';
import { NUMBER_FIELDS } from './number-fields.ts';
import { LIST_FIELDS, TEXT_FIELDS } from './text-fields.ts';
import { TIME_FIELDS } from './time-fields.ts';
import { FIELDS_BY_GROUP, fieldOptionOf } from './vocabulary.ts';

it('offers every field that conditions can be about once, with a way to compare it', () => {
  const offered = FIELDS_BY_GROUP.flatMap(({ fields }) => fields);
  const fields = [NUMBER_FIELDS, TEXT_FIELDS, LIST_FIELDS, TIME_FIELDS].flatMap((table) =>
    Object.keys(table),
  );
  expect([...offered].sort()).toEqual(fields.sort());
  for (const field of offered) {
    const { words, operators } = fieldOptionOf(field);
    expect(words).not.toBe('');
    expect(operators.length).toBeGreaterThan(2);
  }
});
