import type pg from 'pg';
import { expect } from 'vitest';
import { drainAt } from '#tests/setup/received-deliveries.ts';
import { formOf, openMailReaders } from './mail-readers.ts';
import type { MailEnvironment } from './mail-environment.ts';

/** People who use the forms behind the unsubscribe links of a shop's mails. */
export function openLinkForms(environment: MailEnvironment, owner: pg.Pool) {
  const { pool, shopId, clock } = environment;
  const { ask, reminded } = openMailReaders(environment);

  /** Posts one of the forms of a page as it is, but for what is changed; a field that is null is left out. */
  async function submit(
    path: string,
    form: string,
    changed: Record<string, string | string[] | null> = {},
  ): Promise<string> {
    const body = formOf(await (await ask(path)).text(), form);
    for (const [field, value] of Object.entries(changed)) {
      body.delete(field);
      for (const one of value === null ? [] : [value].flat()) body.append(field, one);
    }
    const answer = await ask(path, { method: 'POST', body });
    expect(answer.status).toBe(200);
    return await answer.text();
  }

  /** The changes of what the owner of an address chose, in their order. */
  async function changesOf(address: string): Promise<{ wording: string; page: string }[]> {
    const { rows } = await owner.query<{ wording: string; page: string }>(
      `select wording, page from reader_preference_change where shop_id = $1 and address = $2 order by at`,
      [shopId, address],
    );
    return rows;
  }

  /** The proofs of what an address agreed to, once the engine has made them. */
  async function proofsOf(address: string) {
    await drainAt(pool, shopId, clock.now());
    const { rows } = await owner.query<object>(
      `select state, source, wording, page from consent where shop_id = $1 and subject = $2 order by seq`,
      [shopId, `email:${address}`],
    );
    return rows;
  }

  return { ask, reminded, submit, changesOf, proofsOf };
}
