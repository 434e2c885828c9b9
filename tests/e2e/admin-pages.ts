import { ADMIN_PAGE_NAMES, pagePath } from '#app/access/admin-pages.ts';

/** Pages about one thing, of which these are there in every shop. */
const OF_ONE = [
  '/app/segments/visitor?tab=movement',
  '/app/segments/visitor?tab=overlap',
  '/app/journeys/abandoned-basket',
  '/app/journeys/abandoned-basket/edit',
  '/app/journeys/abandoned-basket/versions',
  '/app/emails/welcome-1',
  '/app/emails/welcome-1/edit',
  '/app/offers/new',
  '/app/campaigns/new',
];

/** The address of every page of the admin; a new page is among them by its record. */
export function adminPages(): string[] {
  const pages = ADMIN_PAGE_NAMES.map(pagePath).filter((path) => !path.includes('$'));
  return [...pages, ...OF_ONE].sort();
}
