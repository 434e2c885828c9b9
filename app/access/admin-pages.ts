import type { Permission } from './permissions.ts';

type AdminPageRecord = {
  /** What its loader asks for: who may see it. */
  needs: Permission;
  /** Its name in the navigation, which has the order of this table; left out for pages that others lead to. */
  inNavigation?: string;
};

/**
 * Every page of the admin by the name of its route, in the order of the navigation. Loaders, the navigation, links and the
 * checks of all pages derive from here. The table stands beside the permissions, so that who sees what is read in one place.
 */
const ADMIN_PAGES = {
  'app._index': { needs: 'figures.read', inNavigation: 'Home' },
  'app.import': { needs: 'figures.read' },
  'app.people._index': { needs: 'people.read', inNavigation: 'People' },
  'app.people.$id': { needs: 'people.read' },
  'app.people.duplicates': { needs: 'people.read' },
  'app.segments._index': { needs: 'figures.read', inNavigation: 'Segments' },
  'app.segments.$key': { needs: 'figures.read' },
  'app.segments.$key_.edit': { needs: 'segments.edit' },
  'app.segments.$key_.elsewhere': { needs: 'segments.share' },
  'app.segments.new': { needs: 'segments.edit' },
  'app.segments.shopify': { needs: 'segments.share' },
  'app.predictions': { needs: 'figures.read', inNavigation: 'Predictions' },
  'app.products': { needs: 'figures.read', inNavigation: 'Products' },
  'app.journeys._index': { needs: 'figures.read', inNavigation: 'Journeys' },
  'app.journeys.coverage': { needs: 'figures.read' },
  'app.journeys.gallery': { needs: 'figures.read' },
  'app.journeys.$key': { needs: 'figures.read' },
  'app.campaigns._index': { needs: 'figures.read', inNavigation: 'Campaigns' },
  'app.campaigns.$id': { needs: 'figures.read' },
  'app.emails._index': { needs: 'figures.read', inNavigation: 'Emails' },
  'app.emails.$key': { needs: 'figures.read' },
  'app.emails.$key_.edit': { needs: 'journeys.edit' },
  'app.calendar': { needs: 'figures.read', inNavigation: 'Calendar' },
  'app.journeys.$key_.move': { needs: 'journeys.edit' },
  'app.journeys.$key_.edit': { needs: 'journeys.edit' },
  'app.journeys.$key_.versions': { needs: 'figures.read' },
  'app.journeys.new': { needs: 'journeys.edit' },
  'app.journeys.$key_.replay': { needs: 'figures.read' },
  'app.decisions._index': { needs: 'people.read', inNavigation: 'Decisions' },
  'app.offers._index': { needs: 'figures.read', inNavigation: 'Offers' },
  'app.offers.$key': { needs: 'figures.read' },
  'app.wholesale._index': { needs: 'applications.read', inNavigation: 'Wholesale' },
  'app.wholesale.$id': { needs: 'applications.read' },
  'app.wholesale.traders': { needs: 'people.read' },
  'app.tasks': { needs: 'tasks.read', inNavigation: 'Tasks' },
  'app.scoring': { needs: 'figures.read', inNavigation: 'Scoring' },
  'app.scoring_.learned': { needs: 'figures.read' },
  'app.settings': { needs: 'settings.read', inNavigation: 'Settings' },
  'app.settings_.audit': { needs: 'audit.read' },
  'app.settings_.data-quality': { needs: 'figures.read' },
  'app.settings_.domain': { needs: 'settings.read' },
  'app.settings_.export-import': { needs: 'journeys.edit' },
  'app.settings_.feedback': { needs: 'people.read' },
  'app.settings_.keys': { needs: 'settings.read' },
  'app.settings_.move-in._index': { needs: 'imports.run' },
  'app.settings_.move-in.$id': { needs: 'imports.run' },
  'app.settings_.privacy': { needs: 'privacy.read' },
  'app.settings_.proofs': { needs: 'proofs.read' },
  'app.settings_.retention': { needs: 'settings.read' },
  'app.settings_.staff': { needs: 'staff.read' },
  'app.problems': { needs: 'problems.read', inNavigation: 'Problems' },
} as const satisfies Record<string, AdminPageRecord>;

export type AdminPage = keyof typeof ADMIN_PAGES;

/** The names of all pages. */
export const ADMIN_PAGE_NAMES = Object.keys(ADMIN_PAGES) as AdminPage[];

/** What a member of staff needs to see a page. */
export function pagePermission(page: AdminPage): Permission {
  return ADMIN_PAGES[page].needs;
}

/** The address of a page, as Remix reads it from the name of the route; what begins with `$` is to be filled in. */
export function pagePath(page: AdminPage): string {
  return `/${page.replace(/\._index$/, '').replaceAll(/_?\./g, '/')}`;
}

/** A page in the navigation of Shopify's admin. */
export type NavigationEntry = { name: string; path: string };

/** The navigation of a member of staff, Home first. */
export function navigationFor(permissions: readonly Permission[]): NavigationEntry[] {
  return ADMIN_PAGE_NAMES.flatMap((page) => {
    const { needs, inNavigation: name }: AdminPageRecord = ADMIN_PAGES[page];
    return name !== undefined && permissions.includes(needs)
      ? [{ name, path: pagePath(page) }]
      : [];
  });
}
