import { describe, expect, test } from 'vitest';
import { cursorText, readPeopleView } from './people-view.ts';

const ID = '3f2b8f2e-1111-4222-8333-444455556666';

function viewOf(query: string) {
  return readPeopleView(new URLSearchParams(query));
}

describe('the view of the list of people', () => {
  test('an address without a view shows all people, the highest score first', () => {
    expect(viewOf('')).toEqual({
      stage: 'all',
      band: 'all',
      search: '',
      sort: 'score',
      direction: 'descending',
      after: null,
      before: null,
    });
  });

  test('what is not understood falls back instead of failing', () => {
    const view = viewOf('stage=nobody&band=boiling&sort=shoe&direction=up&after=x_y&before=1_2');
    expect(view).toEqual(viewOf(''));
  });

  test('a place in the list survives the way through an address', () => {
    for (const value of [87, 1_790_000_000_000, -250]) {
      const place = { value, id: ID };
      const query = new URLSearchParams({ after: cursorText(place) });
      expect(readPeopleView(query).after).toEqual(place);
    }
  });

  test('a stage and a search are taken as they are', () => {
    expect(viewOf('stage=cart_starter&band=hot&search=%20ada%20')).toMatchObject({
      stage: 'cart_starter',
      band: 'hot',
      search: 'ada',
    });
  });
});
