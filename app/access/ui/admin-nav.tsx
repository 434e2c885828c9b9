import { Link } from '@remix-run/react';
import { NavMenu } from '@shopify/app-bridge-react';
import { navigationFor } from '../admin-pages.ts';
import type { Permission } from '../permissions.ts';

const HOME = '/app';

/** The pages that a member of staff may open, in the menu of Shopify's admin. */
export function AdminNav({ permissions }: { permissions: Permission[] }) {
  return (
    <NavMenu>
      {navigationFor(permissions).map(({ path, name }) => (
        <Link key={path} {...(path === HOME && { rel: 'home' })} to={path}>
          {name}
        </Link>
      ))}
    </NavMenu>
  );
}
