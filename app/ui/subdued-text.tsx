import { Text } from '@shopify/polaris';
import type { ReactNode } from 'react';

export type SubduedTextProps = { as?: 'p' | 'span'; children: ReactNode };

/** Small words in grey, such as what explains a value. */
export function SubduedText({ as = 'p', children }: SubduedTextProps) {
  return (
    <Text as={as} variant="bodySm" tone="subdued">
      {children}
    </Text>
  );
}
