import { addCart, addPerson, askForMail, type MailWorld } from './mail-world.ts';

/** Mails of a shop that are due, and what arrived of them. */
export function openDueMails(world: MailWorld) {
  /** A reminder of a cart that is due, of a person of its own. */
  async function dueMail(
    options: Parameters<typeof addPerson>[1] = {},
    changed: Parameters<typeof addCart>[2] = {},
  ) {
    const person = await addPerson(world, options);
    const cart = await addCart(world, person.id, changed);
    return { person, key: await askForMail(world, person, cart) };
  }

  async function mailsTo(address: string) {
    return await world.mailbox.list({ to: address });
  }

  return { dueMail, mailsTo };
}
