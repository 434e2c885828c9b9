import { orderTotal } from '#tests/store/shop-records.ts';
import type { Store } from '#tests/store/store.ts';
import { escapeHtml, htmlResponse } from './files.ts';
import { money, moment } from './formats.ts';

type Table = { title: string; columns: string[]; rows: string[][]; empty: string };

const MOST_ROWS = 200;

/** A list of the store's own records as the admin shows it, newest first; undefined for another name. */
export function recordsPage(store: Store, name: string): Response | undefined {
  const table = tables[name]?.(store);
  return table && htmlResponse(page(table));
}

const tables: Record<string, (store: Store) => Table> = {
  orders: ({ shop }) => ({
    title: 'Orders',
    columns: ['Order', 'Date', 'Customer', 'Total', 'Payment', 'Fulfilment'],
    empty: 'Orders placed on the storefront appear here.',
    rows: newest(shop.orders).map((order) => [
      order.name,
      moment(order.createdAt, shop.identity.timezone),
      order.customerId === null ? 'No customer' : nameOf(shop.customers.get(order.customerId)),
      money(orderTotal(order), shop.identity.currency),
      order.cancelledAt !== null ? 'Cancelled' : order.refunds.length > 0 ? 'Refunded' : 'Paid',
      order.fulfilments.length > 0 ? 'Fulfilled' : 'Unfulfilled',
    ]),
  }),
  products: ({ shop }) => ({
    title: 'Products',
    columns: ['Product', 'SKU', 'Type', 'Price', 'In stock'],
    empty: 'The store was opened without products.',
    rows: newest(shop.products).map((product) => [
      product.title,
      product.sku,
      product.productType,
      money(product.priceMinor, shop.identity.currency),
      String(product.stock),
    ]),
  }),
  customers: ({ shop }) => ({
    title: 'Customers',
    columns: ['Customer', 'Email', 'Email marketing', 'Orders', 'Tags'],
    empty: 'People who check out or are added appear here.',
    rows: newest(shop.customers).map((customer) => [
      nameOf(customer),
      customer.email ?? '',
      customer.emailConsent.state.replace('_', ' '),
      String(customer.orderIds.length),
      customer.tags.join(', '),
    ]),
  }),
  companies: ({ shop }) => ({
    title: 'Companies',
    columns: ['Company', 'Since', 'Contacts', 'Locations', 'Tax number'],
    empty: 'Companies appear here when Tendril approves a wholesale application.',
    rows: newest(shop.companies).map((company) => {
      const contacts = [...shop.companyContacts.values()].filter(
        ({ companyId }) => companyId === company.id,
      );
      const locations = [...shop.companyLocations.values()].filter(
        ({ companyId }) => companyId === company.id,
      );
      return [
        company.name,
        moment(company.createdAt, shop.identity.timezone),
        contacts.map(({ customerId }) => nameOf(shop.customers.get(customerId))).join(', '),
        locations.map(({ name }) => name).join(', '),
        locations.map(({ taxRegistrationId }) => taxRegistrationId ?? '').join(', '),
      ];
    }),
  }),
};

function newest<T>(records: ReadonlyMap<string, T>): T[] {
  return [...records.values()].reverse().slice(0, MOST_ROWS);
}

function nameOf(
  customer: { firstName: string; lastName: string; email: string | null } | undefined,
): string {
  if (!customer) return '';
  return `${customer.firstName} ${customer.lastName}`.trim() || (customer.email ?? 'Customer');
}

function page({ title, columns, rows, empty }: Table): string {
  const head = columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join('');
  const body = rows
    .map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`)
    .join('');
  const table = `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<link rel="stylesheet" href="/front/records.css"></head>
<body><h1>${title}</h1><div class="card">${rows.length > 0 ? table : `<p class="empty">${empty}</p>`}</div></body></html>`;
}
