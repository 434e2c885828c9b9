/**
 * What a browser sends when the first button of a page's first form is pressed and nothing was typed.
 * @param page the page's HTML
 */
export function firstFormFields(page: string): URLSearchParams {
  const form = /<form\b[\s\S]*?<\/form>/i.exec(page)?.[0] ?? '';
  const fields = [...form.matchAll(/<(?:input|button)\b[^>]*>/gi)].flatMap(([tag]) => {
    const [name, value] = ['name', 'value'].map(
      (attribute) => new RegExp(`\\b${attribute}="([^"]*)"`, 'i').exec(tag)?.[1],
    );
    return name === undefined ? [] : [[name, value ?? '']];
  });
  return new URLSearchParams(fields);
}
