import { consentColumns } from '#app/consent/consent-columns.ts';
import { refusalSql } from '#app/consent/may-send.ts';
import { RECEIVED_FIELDS } from '#app/events/inbox/received-fields.ts';
import { RETENTION_KINDS } from '#app/privacy/retention-periods.ts';
import { cartColumns } from '#app/profiles/carts/cart-columns.ts';
import { FACT_COLUMNS } from '#app/segments/fact-row.ts';

/** Pure exports that texts of statements are made of in ways too rich to be read from the source; they are run. */
export const FRAGMENTS = {
  FACT_COLUMNS,
  RECEIVED_FIELDS,
  RETENTION_KINDS,
  cartColumns,
  consentColumns,
  refusalSql,
};
