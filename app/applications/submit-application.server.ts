import type pg from 'pg';
import { v7 } from 'uuid';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import { emailDomain } from '#app/lib/free-mail.ts';
import { takeLock } from '#app/platform/take-lock.server.ts';
import type { SubmitOutcome } from './submit-application.ts';
import type { AddressLimit } from './address-limit.server.ts';
import { readApplication } from './application.ts';
import { BOT_MESSAGES, checkForBot, checkLimits, type EarlierApplications } from './bot-check.ts';
import {
  countEarlier,
  insertApplication,
  type SentApplication,
} from './store/submit-application.server.ts';
import { askToVerify } from './verify-application.server.ts';

export type Submission = {
  shopId: string;
  form: URLSearchParams;
  /** The signed-in customer as Shopify vouches for it, or null. */
  customerId: string | null;
  /** The visitor's network address. */
  address: string;
  /** Real time, epoch milliseconds. */
  realNow: number;
};

/**
 * Takes a trade application: asks once more where a program may have sent it, refuses floods, stores it once and asks for the address to be confirmed
 * by mail. It belongs to no profile until that is done.
 */
export async function submitApplication(
  services: { pool: pg.Pool; clock: Clock; addressLimit: AddressLimit },
  submission: Submission,
): Promise<SubmitOutcome> {
  const { shopId, form } = submission;
  const parsed = readApplication(form);
  if (parsed.outcome === 'invalid') return parsed;
  const doubt = checkForBot(form, submission.realNow);
  if (doubt !== 'person') {
    const { field, text } = BOT_MESSAGES[doubt];
    return { outcome: 'invalid', fields: { [field]: text }, doubt };
  }
  const domain = emailDomain(parsed.application.email);
  if (!(await services.addressLimit.allows(shopId, submission.address, domain))) {
    return { outcome: 'too_many' };
  }
  const now = services.clock.now();
  return await inShop(services.pool, shopId, async (client) => {
    const sent = { ...parsed.application, customerId: submission.customerId };
    const earlier = await earlierApplications(client, shopId, sent, now);
    const limit = checkLimits(earlier);
    if (limit === 'too_many') return { outcome: 'too_many' };
    if (limit === 'store') {
      await store(client, shopId, sent, now);
    } else if (earlier.openId !== null) {
      // A person who sends it again may not have got the mail.
      await askToVerify(client, shopId, earlier.openId, now);
    }
    return { outcome: 'received' };
  });
}

async function earlierApplications(
  client: ShopClient,
  shopId: string,
  sent: SentApplication,
  now: number,
): Promise<EarlierApplications & { openId: string | null }> {
  // One application of a shop at a time, so that two at once cannot both find the limit not reached.
  await takeLock(client, 'application', shopId);
  const counted = await countEarlier(client, shopId, sent, now);
  return { ...counted, isRepeat: counted.openId !== null };
}

async function store(
  client: ShopClient,
  shopId: string,
  application: SentApplication,
  now: number,
): Promise<void> {
  const id = v7();
  await insertApplication(client, shopId, id, application, now);
  await askToVerify(client, shopId, id, now);
}
