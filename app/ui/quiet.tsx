import { Text } from '@shopify/polaris';
import type { ReactNode } from 'react';

export type QuietProps = { as?: 'p' | 'span'; children: ReactNode };

/** Small words in grey, such as what explains a value. */
export function Quiet({ as = 'p', children }: QuietProps) {
  return (
    <Text as={as} variant="bodySm" tone="subdued">
      {children}
    </Text>
  );
}
