import { expect, test } from 'vitest';
import { ADMIN_PAGE_NAMES, navigationFor, pagePath, pagePermission } from './admin-pages.ts';
import { permissionsOf, roleMay } from './permissions.ts';
import { ROLES } from './roles.ts';

test('an owner has every page of the navigation, in the order of a working day', () => {
  expect(navigationFor(permissionsOf('owner')).map(({ name }) => name)).toEqual([
    'Home',
    'People',
    'Segments',
    'Predictions',
    'Products',
    'Journeys',
    'Campaigns',
    'Emails',
    'Calendar',
    'Decisions',
    'Offers',
    'Wholesale',
    'Tasks',
    'Scoring',
    'Settings',
    'Problems',
  ]);
});

test('a viewer has neither people nor applications nor problems in the navigation', () => {
  expect(navigationFor(permissionsOf('viewer')).map(({ path }) => path)).toEqual([
    '/app',
    '/app/segments',
    '/app/predictions',
    '/app/products',
    '/app/journeys',
    '/app/campaigns',
    '/app/emails',
    '/app/calendar',
    '/app/offers',
    '/app/scoring',
    '/app/settings',
  ]);
});

test.each([
  ['app._index', '/app'],
  ['app.people._index', '/app/people'],
  ['app.segments.$key_.edit', '/app/segments/$key/edit'],
  ['app.settings_.data-quality', '/app/settings/data-quality'],
] as const)('the route %s is at %s', (page, path) => {
  expect(pagePath(page)).toBe(path);
});

test('every role may open Home, and the owner every page', () => {
  for (const role of ROLES) expect(roleMay(role, pagePermission('app._index'))).toBe(true);
  expect(ADMIN_PAGE_NAMES.filter((page) => !roleMay('owner', pagePermission(page)))).toEqual([]);
});
