/** The part of mjml 5 we use; the package brings no types. */
declare module 'mjml' {
  export default function mjml2html(
    source: string,
    options: { validationLevel: 'strict' | 'soft' | 'skip'; ignoreIncludes: boolean },
  ): Promise<{ html: string; errors: unknown[] }>;
}
