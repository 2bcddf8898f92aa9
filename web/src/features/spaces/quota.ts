const GIGABYTE = 1024 ** 3;

/** Bytes from what someone typed as gigabytes, with a decimal comma or point; nothing typed means no limit. */
export function parseQuota(text: string): number | null | 'invalid' {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (!/^\d+([.,]\d+)?$/.test(trimmed)) return 'invalid';
  const bytes = Math.round(Number(trimmed.replace(',', '.')) * GIGABYTE);
  return bytes > 0 && Number.isSafeInteger(bytes) ? bytes : 'invalid';
}
