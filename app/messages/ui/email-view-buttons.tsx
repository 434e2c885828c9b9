import { Button, ButtonGroup } from '@shopify/polaris';

const VIEWS = {
  desktop: 'Desktop',
  phone: 'Phone',
  dark: 'Dark',
  text: 'Plain text',
} as const;

/** How an email is looked at. */
export type EmailViewName = keyof typeof VIEWS;

/** The views that show the HTML of an email. */
export type EmailFrameView = Exclude<EmailViewName, 'text'>;

/** What a view is called. */
export function emailViewLabel(view: EmailViewName): string {
  return VIEWS[view];
}

export type EmailViewButtonsProps = { view: EmailViewName; onView: (view: EmailViewName) => void };

/** Chooses how an email is looked at. */
export function EmailViewButtons({ view, onView }: EmailViewButtonsProps) {
  return (
    <ButtonGroup variant="segmented">
      {(Object.keys(VIEWS) as EmailViewName[]).map((one) => (
        <Button key={one} pressed={view === one} onClick={() => onView(one)}>
          {VIEWS[one]}
        </Button>
      ))}
    </ButtonGroup>
  );
}
