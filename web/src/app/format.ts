import { useMemo } from 'react';
import { useLanguage } from './language';

const UNITS = ['KB', 'MB', 'GB', 'TB', 'PB'];

export type Format = {
  number: (value: number) => string;
  size: (bytes: number) => string;
  date: (time: string) => string;
  /** As `date`, but fit for a sentence: a time of day alone would leave open which day. */
  moment: (time: string) => string;
  dateTime: (time: string) => string;
};

/** Steps of 1024 and the names KB, MB, GB, because that is what Windows and Nextcloud show for the same file. */
export function formatSize(bytes: number, locale: string): string {
  if (bytes < 1024) return `${new Intl.NumberFormat(locale).format(bytes)} B`;
  let value = bytes;
  let unit = '';
  for (const next of UNITS) {
    if (value < 1023.5 && unit !== '') break;
    value /= 1024;
    unit = next;
  }
  const digits = value < 9.95 ? 1 : 0;
  const shown = new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  return `${shown} ${unit}`;
}

/** Today by the hour, this year by day and month, older with the year: as short as it can be without being vague. */
export function formatDate(time: string, locale: string, now: Date): string {
  const date = new Date(time);
  const sameDay = date.toDateString() === now.toDateString();
  if (sameDay) return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(date);
  const sameYear = date.getFullYear() === now.getFullYear();
  const parts: Intl.DateTimeFormatOptions = sameYear
    ? { day: 'numeric', month: 'short' }
    : { day: 'numeric', month: 'short', year: 'numeric' };
  return new Intl.DateTimeFormat(locale, parts).format(date);
}

export function formatMoment(time: string, locale: string, now: Date): string {
  const date = formatDate(time, locale, now);
  if (new Date(time).toDateString() !== now.toDateString()) return date;
  const today = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'day');
  return `${today}, ${date}`;
}

export function useFormat(): Format {
  const { locale } = useLanguage();
  return useMemo(() => {
    const numbers = new Intl.NumberFormat(locale);
    const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
    return {
      number: (value) => numbers.format(value),
      size: (bytes) => formatSize(bytes, locale),
      date: (time) => formatDate(time, locale, new Date()),
      moment: (time) => formatMoment(time, locale, new Date()),
      dateTime: (time) => exact.format(new Date(time)),
    };
  }, [locale]);
}
