import { expect, test } from 'vitest';
import { templateNamed } from '#app/messages/templates.ts';
import { differenceBetween } from '#app/definitions/definition-difference.ts';
import { abandonedCart1 } from '#app/journeys/gallery/abandoned-cart-1.ts';
import { abandonedCart2 } from '#app/journeys/gallery/abandoned-cart-2.ts';
import { postPurchase2 } from '#app/journeys/gallery/post-purchase-2.ts';
import { postPurchase } from '#app/journeys/gallery/post-purchase.ts';
import { emailKind } from '#app/messages/templates/email-kind.ts';
import { galleryNames } from '#tests/fixtures/gallery-names.ts';
import type { Journey } from '../definition.ts';
import { contentOf } from './journey-content.ts';
import { journeyKind } from './journey-kind.ts';

const orderThanks = templateNamed('order-thanks');

function between(before: Journey, after: Journey) {
  const [was, is] = [before, after].map((one) => journeyKind.parts(contentOf(one), galleryNames));
  return differenceBetween(was ?? [], is ?? []);
}

test('two versions of the abandoned cart differ in how many runs a person has', () => {
  expect(between(abandonedCart1, abandonedCart2)).toEqual([
    {
      id: '',
      name: 'Journey',
      change: 'changed',
      fields: [
        { name: 'Runs', before: 'One for each cart', after: 'One at a time for each person' },
        {
          name: 'A new cart starts again at',
          before: 'Never',
          after: 'Wait 1 day; Show a banner on the next visit',
        },
      ],
    },
  ]);
});

test('steps that were added are named in the words of the merchant', () => {
  const changes = between(postPurchase2, postPurchase);
  expect(
    changes.map(({ name, change, fields }) => `${change} ${name} (${String(fields.length)})`),
  ).toEqual([
    'changed Journey (2)',
    'changed Send “Care after delivery” (1)',
    'added Wait until the order is sent or the order is delivered (4)',
    'added Wait 3 days (3)',
    'added Send “Care after delivery” (3)',
  ]);
  const words = JSON.stringify(changes.map(({ name, fields }) => ({ name, fields })));
  expect(words).not.toMatch(/undefined|_|\w-\d/);
});

test('two versions of an email differ in subject, preheader, body and text', () => {
  const { key: _key, ...email } = orderThanks;
  const changed = { ...email, subject: 'Thanks', preview: 'All is well.', body: '<p>Hello</p>' };
  const names = new Map();
  const [change] = differenceBetween(
    emailKind.parts(email, names),
    emailKind.parts(changed, names),
  );
  expect(change?.fields.map(({ name, after }) => `${name}: ${after ?? ''}`)).toEqual([
    'Subject: Thanks',
    'Preheader: All is well.',
    'Body: Hello',
  ]);
});
