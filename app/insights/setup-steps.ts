import type { SetupState } from './setup.ts';

/** One thing to set up. `outside` links lead out of the app into Shopify's admin. */
export type SetupStep = {
  key: keyof SetupState;
  title: string;
  detail: string;
  isDone: boolean;
  link: { label: string; url: string; outside: boolean } | null;
};

/**
 * What a merchant sets up once, in the order that brings results soonest. A step counts as done when what
 * it brings about was seen, because Shopify does not let an app know what is in a theme.
 * @param apiKey the app's client id, which names its blocks in the theme editor
 */
export function setupSteps(state: SetupState, shopDomain: string, apiKey: string): SetupStep[] {
  const editor = `https://${shopDomain}/admin/themes/current/editor`;
  return [
    {
      key: 'hasEvents',
      title: 'Receive the first event from Shopify',
      detail: 'Arrives with the next cart, checkout or order.',
      isDone: state.hasEvents,
      link: null,
    },
    {
      key: 'hasHistory',
      title: 'Import earlier customers and orders',
      detail: 'Starts automatically. Shopify gives the orders of the last 60 days.',
      isDone: state.hasHistory,
      link: { label: 'Show import', url: '/app/import', outside: false },
    },
    {
      key: 'hasSender',
      title: 'Set up the sender of your emails',
      detail: 'Until then emails come from the contact address of your store.',
      isDone: state.hasSender,
      link: { label: 'Set up sender', url: '/app/settings', outside: false },
    },
    {
      key: 'hasVisitors',
      title: 'Switch on the storefront banner',
      detail: 'Switch on the app embed and save. Done when the first visitor was seen.',
      isDone: state.hasVisitors,
      link: {
        label: 'Open theme editor',
        url: `${editor}?context=apps&activateAppId=${apiKey}/app-embed`,
        outside: true,
      },
    },
    {
      key: 'hasApplications',
      title: 'Put the wholesale form on a page',
      detail: 'Optional, for shops that sell to companies. Done with the first application.',
      isDone: state.hasApplications,
      link: {
        label: 'Add the form',
        url: `${editor}?template=page&addAppBlockId=${apiKey}/wholesale-application&target=newAppsSection`,
        outside: true,
      },
    },
  ];
}
