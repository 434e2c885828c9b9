/** What Shopify says of a value that is not of a metafield's type; null when it is. Types that are not named here take any text. */
export function metafieldValueError(type: string, value: string): string | null {
  switch (type) {
    case 'number_integer':
      return /^-?\d+$/.test(value) && Number.isSafeInteger(Number(value))
        ? null
        : 'Value must be an integer.';
    case 'number_decimal':
      return /^-?\d+(\.\d{1,9})?$/.test(value) ? null : 'Value must be a decimal.';
    case 'boolean':
      return /^(true|false)$/.test(value) ? null : 'Value must be true or false.';
    case 'date':
      return isDate(value, /^\d{4}-\d{2}-\d{2}$/) ? null : 'Value must be in YYYY-MM-DD format.';
    case 'date_time':
      return isDate(value, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/)
        ? null
        : 'Value must be in “YYYY-MM-DDTHH:MM:SS” format.';
    case 'single_line_text_field':
      return /[\r\n]/.test(value) ? 'Value must be a single line text string.' : null;
    default:
      return null;
  }
}

function isDate(value: string, form: RegExp): boolean {
  return form.test(value) && !Number.isNaN(Date.parse(value));
}
