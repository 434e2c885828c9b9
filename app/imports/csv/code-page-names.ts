/**
 * Encodings of programs that write no Unicode, by the languages they are for, the most frequent first: where several
 * give the same letters the first counts. Node decodes all of them (full ICU).
 */
export const CODE_PAGE_NAMES = {
  'windows-1252': 'Western European (Windows-1252)',
  'windows-1250': 'Central European (Windows-1250)',
  'windows-1251': 'Cyrillic (Windows-1251)',
  shift_jis: 'Japanese (Shift-JIS)',
  gb18030: 'Simplified Chinese (GBK)',
  big5: 'Traditional Chinese (Big5)',
  'euc-kr': 'Korean (EUC-KR)',
  'windows-1254': 'Turkish (Windows-1254)',
  'windows-1253': 'Greek (Windows-1253)',
  'windows-1257': 'Baltic (Windows-1257)',
  'windows-1255': 'Hebrew (Windows-1255)',
  'windows-1256': 'Arabic (Windows-1256)',
  'windows-874': 'Thai (Windows-874)',
  'iso-8859-2': 'Central European (ISO 8859-2)',
  'koi8-r': 'Cyrillic (KOI8-R)',
  'euc-jp': 'Japanese (EUC-JP)',
  macintosh: 'Western European (Mac)',
} as const;

export type CodePage = keyof typeof CODE_PAGE_NAMES;

export const CODE_PAGES = Object.keys(CODE_PAGE_NAMES) as [CodePage, ...CodePage[]];
