import { Card, EmptyState } from '@shopify/polaris';
import type { ReactNode } from 'react';

export type NothingYetProps = {
  heading: string;
  /** One sentence: what will stand here, and when. */
  children: ReactNode;
  action?: { content: string; url: string };
};

/** A page or card that has nothing to show yet, and teaches what it is for. */
export function NothingYet({ heading, children, action }: NothingYetProps) {
  return (
    <Card>
      <EmptyState heading={heading} action={action} image="">
        <p>{children}</p>
      </EmptyState>
    </Card>
  );
}
