import { Link } from '@remix-run/react';
import { NavMenu } from '@shopify/app-bridge-react';
import type { Permission } from '../permissions.ts';

const PAGES: { path: string; name: string; needs: Permission }[] = [
  { path: '/app/people', name: 'People', needs: 'people.read' },
  { path: '/app/segments', name: 'Segments', needs: 'figures.read' },
  { path: '/app/predictions', name: 'Predictions', needs: 'figures.read' },
  { path: '/app/products', name: 'Products', needs: 'figures.read' },
  { path: '/app/journeys', name: 'Journeys', needs: 'figures.read' },
  { path: '/app/wholesale', name: 'Wholesale', needs: 'applications.read' },
  { path: '/app/scoring', name: 'Scoring', needs: 'figures.read' },
  { path: '/app/settings', name: 'Settings', needs: 'settings.read' },
  { path: '/app/problems', name: 'Problems', needs: 'problems.read' },
];

/** The pages that a member of staff may open, in the menu of Shopify's admin. */
export function AdminNav({ permissions }: { permissions: Permission[] }) {
  return (
    <NavMenu>
      <Link to="/app" rel="home">
        Home
      </Link>
      {PAGES.filter(({ needs }) => permissions.includes(needs)).map(({ path, name }) => (
        <Link key={path} to={path}>
          {name}
        </Link>
      ))}
    </NavMenu>
  );
}
