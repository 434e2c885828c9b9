import { useLocation } from '@remix-run/react';
import { Banner, BlockStack } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { permissionWords, type Permission } from '../permissions.ts';
import { useMay } from './use-may.ts';

const STAFF_PAGE = '/app/settings/staff';

export type EditAreaProps = {
  needs: Permission;
  /** Whether it is said why nothing can be changed; once a page is enough. */
  isExplained?: boolean;
  children: ReactNode;
};

/**
 * Fields and buttons that are disabled for staff who may read but not change. What only reads, such as the search of a list
 * or a card that unfolds, stands outside of it.
 */
export function EditArea({ needs, isExplained = false, children }: EditAreaProps) {
  const may = useMay();
  if (may(needs)) return children;
  return (
    <BlockStack gap="400">
      {isExplained ? <EditRefusal needs={needs} /> : null}
      <fieldset disabled style={{ border: 0, margin: 0, padding: 0, minInlineSize: 0 }}>
        {children}
      </fieldset>
    </BlockStack>
  );
}

/** Says to staff who may read but not change that it is so, and who can give access. */
export function EditRefusal({ needs }: { needs: Permission }) {
  const may = useMay();
  const { pathname } = useLocation();
  if (may(needs)) return null;
  return (
    <Banner
      {...(pathname === STAFF_PAGE
        ? {}
        : { action: { content: 'Show who can give access', url: STAFF_PAGE } })}
      title={`You may not ${permissionWords(needs)}`}
    />
  );
}
