import { Box } from '@shopify/polaris';
import type { CSSProperties } from 'react';
import { htmlInScheme } from '#app/messages/page/shown-scheme.ts';
import { type EmailFrameView, emailViewLabel, type EmailViewName } from './email-view-buttons.tsx';

/** How wide mail programs show an email, pixels. */
const WIDTHS = { desktop: 640, phone: 375, dark: 640 };
const HEIGHT = 720;

/** How the frame of an email looks in a view. */
export function emailFrameStyle(view: EmailFrameView): CSSProperties {
  return {
    display: 'block',
    width: '100%',
    maxWidth: WIDTHS[view],
    height: HEIGHT,
    margin: '0 auto',
    border: '1px solid var(--p-color-border)',
    borderRadius: 'var(--p-border-radius-200)',
  };
}

/** What the frame of a view shows. */
export function emailFrameHtml(html: string, view: EmailFrameView): string {
  return htmlInScheme(html, view === 'dark' ? 'dark' : 'light');
}

/** What the frame of a view is called. */
export function emailFrameTitle(view: EmailViewName): string {
  return `Preview, ${emailViewLabel(view).toLowerCase()}`;
}

/** The plain text of an email. */
export function EmailPlainText({ text }: { text: string }) {
  return (
    <Box background="bg-surface-secondary" padding="300" borderRadius="200">
      <pre style={{ margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</pre>
    </Box>
  );
}
