import type pg from 'pg';
import { createAddressLimit } from '#app/applications/address-limit.server.ts';
import { submitApplication } from '#app/applications/submit-application.server.ts';
import type { SubmitOutcome } from '#app/applications/submit-application.ts';
import { applicationForm } from '#tests/fixtures/applications.ts';

/**
 * Sends the storefront's application form as a visitor who is not signed in, from an address without earlier ones.
 * @param change fields that are filled in another way
 * @param now epoch milliseconds
 */
export async function sendApplication(
  pool: pg.Pool,
  shopId: string,
  now: number,
  change: Record<string, string> = {},
): Promise<SubmitOutcome> {
  return await submitApplication(
    { pool, clock: { now: () => now }, addressLimit: createAddressLimit() },
    {
      shopId,
      form: new URLSearchParams(applicationForm(change)),
      customerId: null,
      address: '203.0.113.7',
      realNow: Date.now(),
    },
  );
}
