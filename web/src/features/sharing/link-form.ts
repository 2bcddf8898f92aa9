import type { LinkChange, ShareLink } from './links';

/** A link's settings as they stand in the form. */
export type LinkForm = {
  label: string;
  asks: boolean;
  password: string;
  lastDay: string;
  limit: string;
  note: string;
};

export type Fault = 'password-short' | 'day-past' | 'limit-invalid';

const SHORTEST_PASSWORD = 10;

export function formOf(link: ShareLink): LinkForm {
  return {
    label: link.label,
    asks: link.password,
    password: '',
    lastDay: link.expiresAt === null ? '' : dayOf(new Date(new Date(link.expiresAt).getTime() - 1)),
    limit: link.downloadLimit === null ? '' : String(link.downloadLimit),
    note: link.note,
  };
}

export function faultsOf(form: LinkForm, link: ShareLink, now: Date): ReadonlySet<Fault> {
  const faults = new Set<Fault>();
  const kept = link.password && form.password === '';
  if (form.asks && !kept && [...form.password].length < SHORTEST_PASSWORD) faults.add('password-short');
  if (form.lastDay !== '' && form.lastDay !== formOf(link).lastDay && endOf(form.lastDay) <= now)
    faults.add('day-past');
  if (form.limit.trim() !== '' && !/^[1-9][0-9]{0,8}$/.test(form.limit.trim())) faults.add('limit-invalid');
  return faults;
}

/** Only what is different: a day that is left alone keeps its hour, whoever set it. */
export function changeOf(form: LinkForm, link: ShareLink): LinkChange {
  const before = formOf(link);
  const change: LinkChange = {};
  if (form.label !== before.label) change.label = form.label;
  if (form.note !== before.note) change.note = form.note;
  if (!form.asks && before.asks) change.password = null;
  if (form.asks && form.password !== '') change.password = form.password;
  if (form.lastDay !== before.lastDay)
    change.expiresAt = form.lastDay === '' ? null : endOf(form.lastDay).toISOString();
  if (form.limit.trim() !== before.limit)
    change.downloadLimit = form.limit.trim() === '' ? null : Number(form.limit.trim());
  return change;
}

/** When a day is over, where the person is. */
export function endOf(day: string): Date {
  const end = new Date(`${day}T00:00:00`);
  end.setDate(end.getDate() + 1);
  return end;
}

export function dayOf(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
