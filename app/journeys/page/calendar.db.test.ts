import { expect, test } from 'vitest';
import { loadJourneyPolicy } from '#app/journeys/definitions/load-journeys.server.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import {
  addCart,
  addPerson,
  askForMail,
  NOON,
  openMailEnvironment,
} from '#tests/mail/mail-environment.ts';
import { galleryNames } from '#tests/fixtures/gallery-names.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { loadCalendarWeek } from './calendar.server.ts';
import { CalendarView } from './calendar.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { pool, shopId } = environment;

// Copies the journeys of the gallery into the shop.
await inShop(pool, shopId, (client) => loadJourneyPolicy(client, shopId));

async function weekOf(week: number) {
  const view = { week, timeZone: 'Europe/London', now: NOON };
  return await inShop(pool, shopId, (client) =>
    loadCalendarWeek(client, shopId, view, galleryNames),
  );
}

/** A person whose run waits until a moment. */
async function waitUntil(stepId: string, wakeAt: number) {
  const person = await addPerson(environment);
  const cart = await addCart(environment, person.id);
  await inShop(pool, shopId, (client) =>
    client.query(
      'update journey_run set step_id = $3, wake_at = $4 where shop_id = $1 and id = $2',
      [shopId, cart.runId, stepId, new Date(wakeAt)],
    ),
  );
  return { person, cart };
}

test('a shop without messages has a week of empty days that begins today', async () => {
  const { days, total, isCut } = await weekOf(0);
  expect(days.map(({ day }) => day)).toEqual(
    ['20', '21', '22', '23', '24', '25', '26'].map((day) => `2026-11-${day}`),
  );
  expect({ total, isCut }).toEqual({ total: 0, isCut: false });
});

test('emails that wait and messages that runs come to stand on their day, in the week that is asked for', async () => {
  const overdue = await waitUntil('wait-3', NOON + 8 * DAY);
  await askForMail(environment, overdue.person, overdue.cart, { dueAt: NOON - 2 * DAY });
  await waitUntil('wait-1', NOON + HOUR);
  const late = await waitUntil('wait-1', NOON + HOUR);
  await askForMail(environment, late.person, late.cart, {
    template: 'basket-reminder-2',
    dueAt: NOON + 2 * DAY,
  });
  // Comes to the end, not to a message.
  await waitUntil('banner', NOON + DAY);

  const first = await weekOf(0);
  expect(first.total).toBe(4);
  expect(first.days[0]?.lines).toMatchObject([
    { channel: 'email', journeyKey: 'abandoned-basket', waiting: 1, expected: 2 },
  ]);
  expect(first.days[1]?.lines).toEqual([]);
  expect(first.days[2]?.lines).toMatchObject([{ waiting: 1, expected: 0 }]);
  const second = await weekOf(1);
  expect(second.days.map(({ total }) => total)).toEqual([0, 1, 0, 0, 0, 0, 0]);
  expect(second.days[1]?.lines).toMatchObject([{ channel: 'banner', expected: 1 }]);
  expect((await weekOf(3)).total).toBe(0);
});

test('a paused journey has nothing planned', async () => {
  const pausedAt = (at: Date | null) =>
    inShop(pool, shopId, (client) =>
      client.query(
        `update definition set paused_at = $2 where shop_id = $1 and kind = 'journey' and key = 'abandoned-basket'`,
        [shopId, at],
      ),
    );
  await pausedAt(new Date(NOON));
  expect((await weekOf(0)).total).toBe(0);
  await pausedAt(null);
  expect((await weekOf(0)).total).toBe(4);
});

test.each([
  ['2', 2],
  ['9', 0],
  ['-1', 0],
  ['next', 0],
])('a week asked for as %s is week %i', (asked, week) => {
  expect(CalendarView.parse({ week: asked })).toEqual({ week });
});
