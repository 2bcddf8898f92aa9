const GIGABYTE = 1024 ** 3;

/** What someone would have typed for these bytes, in their locale and to the hundredth of a gigabyte. */
export function shownQuota(bytes: number | null, format: (value: number) => string): string {
  if (bytes === null) return '';
  const rounded = Math.round((bytes / GIGABYTE) * 100) / 100;
  const plain = rounded >= 1000 ? String(rounded) : format(rounded);
  return parseQuota(plain) === 'invalid' ? String(bytes / GIGABYTE) : plain;
}

/** Bytes from what someone typed as gigabytes, with a decimal comma or point; nothing typed means no limit. */
export function parseQuota(text: string): number | null | 'invalid' {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (!/^\d+([.,]\d+)?$/.test(trimmed)) return 'invalid';
  const bytes = Math.round(Number(trimmed.replace(',', '.')) * GIGABYTE);
  return bytes > 0 && Number.isSafeInteger(bytes) ? bytes : 'invalid';
}
