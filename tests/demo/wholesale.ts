import type pg from 'pg';
import { inShop } from '#app/platform/db.server.ts';
import { shopIdOf } from '#app/shopify/install.server.ts';
import type { Stack } from '#tests/stack/stack.ts';
import type { Agenda } from './agenda.ts';
import {
  applicantEmail,
  applyForWholesale,
  confirmAddress,
  type ApplicantNumber,
} from './applicants.ts';
import { pressInAdmin } from './merchant.ts';
import { STEP_MS, startOfHour, type Period } from './period.ts';

type Story = {
  number: ApplicantNumber;
  /** When the form is sent, as a share of the live weeks before their end. */
  ago: number;
  confirms: boolean;
  /** What the merchant decides later; null leaves the application to review. */
  decision: Record<string, string> | null;
};

/** An application in each state: approved, declined, refused by Shopify, to review, and not confirmed yet. */
const STORIES: readonly Story[] = [
  { number: 0, ago: 0.45, confirms: true, decision: { intent: 'approve' } },
  {
    number: 4,
    ago: 0.4,
    confirms: true,
    decision: { intent: 'decline', reason: 'not_a_fit', note: 'Buys for a marketplace.' },
  },
  { number: 5, ago: 0.25, confirms: true, decision: { intent: 'approve' } },
  { number: 2, ago: 0.3, confirms: true, decision: null },
  { number: 3, ago: 0.02, confirms: true, decision: null },
  { number: 1, ago: 0.12, confirms: false, decision: null },
];

/** How much later the merchant decides, in the same measure. */
const DECIDES = 0.1;

/** Puts the applications on the agenda: the form, the confirmed address, and what the merchant decides. */
export function planApplications(
  stack: Pick<Stack, 'store' | 'appUrl'>,
  pool: pg.Pool,
  agenda: Agenda,
  { liveFrom, until }: Period,
): void {
  const ago = (share: number) => startOfHour(until - share * (until - liveFrom));
  for (const { number, ago: share, confirms, decision } of STORIES) {
    const email = applicantEmail(number);
    const at = ago(share);
    agenda.at(at, email, () => applyForWholesale(stack.store, number, Date.now()));
    if (confirms) agenda.at(at + STEP_MS, email, () => confirmAddress(stack.store, number));
    if (decision)
      agenda.at(ago(share - DECIDES), email, async () => {
        const id = await applicationOf(pool, stack.store.options.shopDomain, email);
        await pressInAdmin(
          stack,
          { path: `/app/wholesale/${id}`, route: 'app.wholesale.$id' },
          decision,
        );
      });
  }
}

async function applicationOf(pool: pg.Pool, domain: string, email: string): Promise<string> {
  const shopId = shopIdOf(domain);
  const { rows } = await inShop(pool, shopId, (client) =>
    client.query<{ id: string }>(
      'select id from application where shop_id = $1 and email = $2 limit 1',
      [shopId, email],
    ),
  );
  if (!rows[0]) throw new Error(`No application of ${email} was stored.`);
  return rows[0].id;
}
