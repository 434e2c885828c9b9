import { expect, test } from 'vitest';
import { abandonedCart } from './gallery/abandoned-cart.ts';
import { postPurchase } from './gallery/post-purchase.ts';
import { waysOf, wayTo } from './way-to.ts';

test('the way of a run follows from its step and how many steps it reached', () => {
  expect(wayTo(abandonedCart, 'wait-2', 3)).toEqual(['wait-1', 'mail-1', 'wait-2']);
  expect(wayTo(postPurchase, 'never-sent', 3)).toEqual(['thanks', 'until-sent', 'never-sent']);
  expect(wayTo(postPurchase, 'end', 9)).toContain('review');
});

test('a place that the journey cannot lead to has no way', () => {
  expect(wayTo(abandonedCart, 'wait-2', 4)).toEqual([]);
  expect(wayTo(abandonedCart, 'gone', 2)).toEqual([]);
  expect(wayTo(abandonedCart, 'wait-1', 0)).toEqual([]);
});

test('a choice labels its ways', () => {
  expect(waysOf(postPurchase).filter(({ label }) => label)).toEqual([
    { from: 'until-sent', to: 'wait-care', label: 'Happened' },
    { from: 'until-sent', to: 'never-sent', label: 'Not in time' },
    { from: 'until-rest', to: 'wait-care-rest', label: 'Happened' },
    { from: 'until-rest', to: 'review', label: 'Not in time' },
  ]);
});
