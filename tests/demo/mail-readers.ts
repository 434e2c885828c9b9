import { HOUR } from '#app/lib/duration.ts';
import type { Store } from '#tests/store/store.ts';
import type { Agenda } from './agenda.ts';
import { followLink, unsubscribe } from './browser.ts';
import { shareOf } from './random-source.ts';
import { STEP_MS as STEP, startOfHour } from './period.ts';
import type { Shoppers } from './shoppers.ts';

/** Shares of mails that are clicked, that lead to a purchase once clicked, and that make a person unsubscribe. */
const [CLICKED, BOUGHT, UNSUBSCRIBED] = [0.22, 0.6, 0.02];

/**
 * Lets people read their mail some time after it came: some follow a link and buy what they left, some unsubscribe.
 * @returns called after each step of time, for the mails that came with it
 */
export function planMailReading(store: Store, agenda: Agenda, shoppers: Shoppers): () => void {
  let lastRead = 0;
  const received = new Map<string, number>();

  function plan(id: number, email: string, now: number): void {
    const count = (received.get(email) ?? 0) + 1;
    received.set(email, count);
    const about = `${email} ${String(count)}`;
    const choice = shareOf(`answers ${about}`);
    const at = startOfHour(now + HOUR + shareOf(`reads ${about}`) * 4 * HOUR);
    if (choice < CLICKED) agenda.at(at, email, () => openMail(id, email, at, about));
    else if (choice < CLICKED + UNSUBSCRIBED) agenda.at(at, email, () => unsubscribe(store, id));
  }

  async function openMail(id: number, email: string, at: number, about: string): Promise<void> {
    const shopper = shoppers.byEmail.get(email);
    if (!(await followLink(store, id)) || !shopper) return;
    if (shareOf(`buys ${about}`) < BOUGHT)
      agenda.at(at + STEP, email, () => shoppers.buy(shopper, at + STEP));
  }

  return () => {
    const now = store.options.clock.now();
    for (const { id, to } of store.mailbox.arrivals(lastRead)) {
      lastRead = id;
      plan(id, to[0] ?? '', now);
    }
  };
}
