import { inShop } from '#app/db.server.ts';
import { mailLinks } from '#app/doors/mail-links.server.ts';
import { deliverMails } from '#app/messaging/deliver.server.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { addCart, addPerson, askForMail, type MailWorld } from './mail-world.ts';

/** The media type of a form. */
export const FORM_TYPE = 'application/x-www-form-urlencoded';
/** A one-click request as RFC 8058 writes it. */
export const ONE_CLICK = {
  method: 'POST',
  headers: { 'content-type': FORM_TYPE },
  body: 'List-Unsubscribe=One-Click',
};

/** People who got mails of a shop, and follow the links in them. */
export function openMailReaders(world: MailWorld) {
  const { sealer } = world.post.links;
  const services = { pool: world.pool, clock: world.clock, sealer, logger: silentLogger };

  function ask(path: string, init?: RequestInit): Promise<Response> {
    return mailLinks(new Request(`https://app.example${path}`, init), services);
  }

  /** A person who got one reminder, with the path of its unsubscribe link and a second reminder waiting. */
  async function reminded() {
    const person = await addPerson(world);
    const first = await askForMail(world, person, await addCart(world, person.id));
    await deliverMails(world.post, world.shopId);
    const [summary] = await world.mailbox.list({ to: person.email });
    const mail = await world.mailbox.get(summary?.id ?? 0);
    const header =
      mail?.headers.find(({ name }) => name.toLowerCase() === 'list-unsubscribe')?.value ?? '';
    const path = new URL(header.slice(1, -1)).pathname;
    const second = await askForMail(world, person, await addCart(world, person.id), {
      template: 'basket-reminder-2',
    });
    return { person, first, path, second, html: mail?.html ?? '' };
  }

  /** How many rows of the shop's table have a value. */
  async function count(
    table: 'suppression' | 'inbox',
    where: string,
    value: string,
  ): Promise<number> {
    const { rows } = await inShop(world.pool, world.shopId, (client) =>
      client.query<{ count: number }>(
        `select count(*) as count from ${table} where shop_id = $1 and ${where} = $2`,
        [world.shopId, value],
      ),
    );
    return rows[0]?.count ?? 0;
  }

  return { services, ask, reminded, count };
}
