import { Banner, Page } from '@shopify/polaris';
import type { AccessRefusal } from '#app/lib/access-refusal.ts';

/** Stands in for a page that the staff member's role does not open. */
export function RefusedPage({ does, owners }: AccessRefusal) {
  return (
    <Page>
      <Banner
        title={`You may not ${does}`}
        tone="warning"
        action={{ content: 'Show staff and roles', url: '/app/settings/staff' }}
        secondaryAction={{ content: 'Go to Home', url: '/app' }}
      >
        <p>{whoCanHelp(owners)}</p>
      </Banner>
    </Page>
  );
}

function whoCanHelp(owners: string[]): string {
  if (owners.length === 0) return 'The owner of your Shopify account can give you access.';
  return `Ask an owner for access: ${owners.join(', ')}. Nothing was changed.`;
}
