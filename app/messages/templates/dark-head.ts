/**
 * What the head of every mail says of the dark scheme, for clients that follow it. Its rules name what the layout and the blocks set:
 * the ground, the card, text, links, subdued text, lines and the usual button. Grounds that markup sets itself give way, so that text
 * stays readable; buttons in colours of their own keep both. Each pair has AA contrast.
 */
export const DARK_HEAD = `<mj-raw>
    <meta name="color-scheme" content="light dark" />
    <meta name="supported-color-schemes" content="light dark" />
  </mj-raw>
  <mj-style>
    :root { color-scheme: light dark; supported-color-schemes: light dark; }
    @media (prefers-color-scheme: dark) {
      .ground, .ground div[role="article"] { background-color: #14181c !important; }
      .ground div, .ground td, .ground th { color: #e7ebee !important; border-color: #6b7884 !important; }
      .ground a:not([style*="background"]) { color: inherit !important; }
      .ground .quiet div, .ground div[style*="#52606d"] { color: #a9b4be !important; }
      .ground p[style*="border-top"] { border-top-color: #6b7884 !important; }
      .card div, .card table { background-color: transparent !important; background-image: none !important; }
      .ground .card { background-color: #20262c !important; }
      .ground [bgcolor="#1f5f4a"], .ground a[style*="#1f5f4a"] { background-color: #2b7f62 !important; }
    }
  </mj-style>`;
