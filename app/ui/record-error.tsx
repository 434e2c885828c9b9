import { isRouteErrorResponse, useRouteError } from '@remix-run/react';
import { Page } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { EmptyState } from './empty-state.tsx';
import { PageError } from './page-error.tsx';

export type RecordErrorProps = {
  title?: string;
  /** What the record is, in small letters. */
  name: { singular: string; plural: string };
  /** The page of all of them. */
  list: { content: string; url: string };
  /** Why there may be no such record. */
  children: ReactNode;
};

/** Stands in for the page of one record that the shop does not have, or that could not be shown. */
export function RecordError({ title, name, list, children }: RecordErrorProps) {
  const error = useRouteError();
  if (!isRouteErrorResponse(error) || error.status !== 404) return <PageError />;
  return (
    <Page title={title} backAction={list}>
      <EmptyState
        heading={`There is no such ${name.singular}`}
        action={{ content: `Show all ${name.plural}`, url: list.url }}
      >
        {children}
      </EmptyState>
    </Page>
  );
}
