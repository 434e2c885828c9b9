/** A page for people who follow a link in a mail: plain HTML that works without scripts, cookies and sign-in. */
export function plainPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>
body { margin: 0 auto; max-width: 34rem; padding: 3rem 1.25rem; font: 1.0625rem/1.6 system-ui, sans-serif; color: #1f2933; background: #fff; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; }
button { font: inherit; font-weight: 600; color: #fff; background: #1f5f4a; border: 0; border-radius: 6px; padding: .75rem 1.5rem; min-height: 44px; cursor: pointer; }
button:focus-visible { outline: 3px solid #1f2933; outline-offset: 2px; }
</style>
</head>
<body><main>${body}</main></body>
</html>`;
}

/** Says that nothing could be done now, to people who followed a link in a mail. */
export function tryAgainSoon(): string {
  return plainPage(
    'Try again soon',
    '<h1>Try again soon</h1>\n<p>This page could not be opened. Open the link again in a minute.</p>',
  );
}
