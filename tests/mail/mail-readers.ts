import { inShop } from '#app/platform/db.server.ts';
import { mailLinks } from '#app/http/mail-links.server.ts';
import { deliverMails } from '#app/messages/delivery/deliver.server.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { addCart, addPerson, askForMail, type MailEnvironment } from './mail-environment.ts';

/** The media type of a form. */
export const FORM_TYPE = 'application/x-www-form-urlencoded';
/** A one-click request as RFC 8058 writes it. */
export const ONE_CLICK = {
  method: 'POST',
  headers: { 'content-type': FORM_TYPE },
  body: 'List-Unsubscribe=One-Click',
};

/** What a browser sends of one of a page's forms when nothing in it is changed, by the value of its field `from`. */
export function formOf(html: string, name: string): URLSearchParams {
  const form = [...html.matchAll(/<form [^>]*>(.*?)<\/form>/gs)].find(([, body = '']) =>
    body.includes(`name="from" value="${name}"`),
  );
  if (!form) throw new Error(`The page has no form ${name}.`);
  const inputs = [
    ...(form[1] ?? '').matchAll(/<input type="(\w+)" name="(\w+)" value="(\w+)"( checked)?>/g),
  ];
  return new URLSearchParams(
    inputs.flatMap(([, type, field = '', value = '', checked]) =>
      type === 'hidden' || checked !== undefined ? [[field, value]] : [],
    ),
  );
}

/** People who got mails of a shop, and follow the links in them. */
export function openMailReaders(environment: MailEnvironment) {
  const { sealer } = environment.mailServices.links;
  const services = {
    pool: environment.pool,
    clock: environment.clock,
    sealer,
    logger: silentLogger,
  };

  function ask(path: string, init?: RequestInit): Promise<Response> {
    return mailLinks(new Request(`https://app.example${path}`, init), services);
  }

  /** A person who got one reminder, with the path of its unsubscribe link and a second reminder waiting. */
  async function reminded() {
    const person = await addPerson(environment);
    const first = await askForMail(environment, person, await addCart(environment, person.id));
    await deliverMails(environment.mailServices, environment.shopId);
    const [summary] = await environment.mailbox.list({ to: person.email });
    const mail = await environment.mailbox.get(summary?.id ?? 0);
    const header =
      mail?.headers.find(({ name }) => name.toLowerCase() === 'list-unsubscribe')?.value ?? '';
    const path = new URL(header.slice(1, -1)).pathname;
    const second = await askForMail(environment, person, await addCart(environment, person.id), {
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
    const { rows } = await inShop(environment.pool, environment.shopId, (client) =>
      client.query<{ count: number }>(
        `select count(*) as count from ${table} where shop_id = $1 and ${where} = $2`,
        [environment.shopId, value],
      ),
    );
    return rows[0]?.count ?? 0;
  }

  return { services, ask, reminded, count };
}
