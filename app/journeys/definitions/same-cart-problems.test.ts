import { expect, test } from 'vitest';
import { abandonedCart } from '#app/journeys/gallery/abandoned-cart.ts';
import { abandonedCheckoutJourney } from '#app/journeys/gallery/abandoned-checkout.ts';
import { postPurchaseJourney } from '#app/journeys/gallery/post-purchase.ts';
import { sameCartProblems, type CartReminder } from './same-cart-problems.ts';

const checkout = abandonedCheckoutJourney.journey;
const running: readonly CartReminder[] = [abandonedCart];

test('a journey about carts that another one reminds of is warned of, and refused where it is added by a click', () => {
  const known = { journeyKey: checkout.key, cartReminders: running };
  expect(sameCartProblems(checkout, known)).toMatchObject([{ stepId: null, severity: 'warning' }]);
  const [refused] = sameCartProblems(checkout, { ...known, refusesSameCarts: true });
  expect(refused).not.toHaveProperty('severity');
  expect(refused?.message).toContain('Pause or archive “Abandoned cart” first');
});

test('a journey stands beside itself, one about orders, and one that asks who they are', () => {
  const known = { cartReminders: running };
  expect(sameCartProblems(abandonedCart, { ...known, journeyKey: abandonedCart.key })).toEqual([]);
  expect(sameCartProblems(postPurchaseJourney.journey, known)).toEqual([]);
  const entry = { all: [{ segment: 'loyal', is: 'in' as const }] };
  expect(sameCartProblems({ ...checkout, entry }, known)).toEqual([]);
});
