import { expect, expectTypeOf, test } from 'vitest';
import { rowsParameter, type StatementRow } from './write-rows.server.ts';

test('a row has every column that its statement reads, whatever the lines and the quotes', () => {
  type Row = StatementRow<`insert into t (shop_id, id, at)
    select $1, id, "pickedAt", tags
    from json_to_recordset($2) as row (id uuid,
      "pickedAt" timestamptz, tags text[])
    on conflict (shop_id, id) do nothing`>;
  expectTypeOf<keyof Row>().toEqualTypeOf<'id' | 'pickedAt' | 'tags'>();
});

test('a statement that reads no rows, or that is not known when it compiles, takes none', () => {
  expectTypeOf<StatementRow<'delete from t where shop_id = $1'>>().toBeNever();
  expectTypeOf<StatementRow<string>>().toBeNever();
});

test('a row that leaves a column out does not compile', () => {
  const sql = 'insert into t select $1, a, b from json_to_recordset($2) as row (a int, b int)';
  expectTypeOf(rowsParameter<typeof sql>).toBeCallableWith(sql, [{ a: 1, b: null }]);
  expectTypeOf<{ a: number }>().not.toExtend<StatementRow<typeof sql>>();
  expect(rowsParameter(sql, [{ a: 1, b: null }])).toBe('[{"a":1,"b":null}]');
});
