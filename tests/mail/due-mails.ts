import { addCart, addPerson, askForMail, type MailEnvironment } from './mail-environment.ts';

/** Mails of a shop that are due, and what arrived of them. */
export function openDueMails(environment: MailEnvironment) {
  /** A reminder of a cart that is due, of a person of its own. */
  async function dueMail(
    options: Parameters<typeof addPerson>[1] = {},
    changed: Parameters<typeof addCart>[2] = {},
  ) {
    const person = await addPerson(environment, options);
    const cart = await addCart(environment, person.id, changed);
    return { person, key: await askForMail(environment, person, cart) };
  }

  async function mailsTo(address: string) {
    return await environment.mailbox.list({ to: address });
  }

  return { dueMail, mailsTo };
}
