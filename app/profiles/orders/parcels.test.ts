import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_PARCELS, parcelsAfter, sentAt, type Parcel, type ParcelPayload } from './parcels.ts';

type Received = [ParcelPayload, number];

const lines = [{ productId: '501', variantId: '601', title: 'Wool hat', quantity: 1 }];

function shipped(id: string, at: number): Received {
  return [{ kind: 'order.shipped', orderId: '9', parcel: { id, lines } }, at];
}
function delivered(id: string, at: number): Received {
  return [{ kind: 'order.delivered', orderId: '9', parcel: { id } }, at];
}
function cancelled(id: string, at: number): Received {
  return [{ kind: 'order.shipment_cancelled', orderId: '9', parcel: { id } }, at];
}
function after(received: readonly Received[]): Parcel[] {
  return received.reduce<Parcel[]>((known, [one, at]) => parcelsAfter(known, one, at), []);
}

describe('when a parcel went to the buyer', () => {
  test.each<[string, Received[], number | null]>([
    ['it left', [shipped('31', 5)], 5],
    ['it left and arrived', [shipped('31', 5), delivered('31', 8)], 5],
    ['it arrived, and its leaving was not received', [delivered('31', 8)], 8],
    ['it left and was cancelled', [shipped('31', 5), cancelled('31', 6)], null],
    ['that it was cancelled was received first', [cancelled('31', 6), shipped('31', 5)], null],
  ])('%s', (_name, received, at) => {
    expect(after(received).map(sentAt)).toEqual([at]);
  });
});

test('parcels of an order are the same in whichever sequence their events arrive', () => {
  const received = fc.uniqueArray(
    fc
      .record({
        id: fc.integer({ min: 1, max: MOST_PARCELS + 20 }).map(String),
        at: fc.nat(99),
        say: fc.constantFrom(shipped, delivered, cancelled),
      })
      .map(({ id, at, say }) => say(id, at)),
    { selector: ([{ kind, parcel }]) => `${kind} ${parcel.id}`, maxLength: 120 },
  );
  const twice = received.chain((all) =>
    fc.tuple(
      fc.constant(all),
      fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
    ),
  );
  fc.assert(
    fc.property(twice, ([one, other]) => {
      expect(after(other)).toEqual(after(one));
      expect(after(one).length).toBeLessThanOrEqual(MOST_PARCELS);
    }),
  );
});
