/**
 * A page for people who follow a link in a mail: plain HTML that works without scripts, cookies and sign-in.
 * @param language code of the language that it is written in
 */
export function plainPage(title: string, body: string, language = 'en'): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>
body { margin: 0 auto; max-width: 34rem; padding: 3rem 1.25rem; font: 1.0625rem/1.6 system-ui, sans-serif; color: #1f2933; background: #fff; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.1875rem; line-height: 1.3; margin: 2.5rem 0 .5rem; }
fieldset { border: 1px solid #cbd2d9; border-radius: 6px; margin: 0 0 1rem; padding: .25rem 1rem .5rem; }
legend { font-weight: 600; padding: 0 .25rem; }
label { display: flex; gap: .75rem; align-items: flex-start; padding: .5rem 0; min-height: 28px; cursor: pointer; }
label input { flex: none; width: 1.25rem; height: 1.25rem; margin: .2rem 0 0; accent-color: #1f5f4a; }
small { display: block; font-size: .9375rem; color: #52606d; }
[role=status] { background: #e3f1ec; border-left: 4px solid #1f5f4a; padding: .75rem 1rem; }
button { font: inherit; font-weight: 600; color: #fff; background: #1f5f4a; border: 0; border-radius: 6px; padding: .75rem 1.5rem; min-height: 44px; cursor: pointer; }
button.quiet { color: #1f5f4a; background: #fff; border: 2px solid #1f5f4a; }
button:focus-visible, input:focus-visible { outline: 3px solid #1f2933; outline-offset: 2px; }
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
