import { CalendarCheck2, Folder, type LucideIcon, Video } from 'lucide-react';
import type { Texts } from '../texts/catalogue';

/** A capability, as the rail and the bar at the bottom lead to it. */
export type PlaceOfShell = {
  id: 'home' | 'files' | 'meetings';
  to: '/' | '/files' | '/meetings';
  Icon: LucideIcon;
};

export const PLACES: PlaceOfShell[] = [
  { id: 'home', to: '/', Icon: CalendarCheck2 },
  { id: 'files', to: '/files', Icon: Folder },
  { id: 'meetings', to: '/meetings', Icon: Video },
];

export function nameOfPlace(id: PlaceOfShell['id'], t: Texts): string {
  return { home: t.home.title, files: t.shell.files, meetings: t.shell.meetings }[id];
}

/** Which place an address belongs to; none for the settings. */
export function placeOf(path: string): PlaceOfShell['id'] | undefined {
  if (path === '/') return 'home';
  if (/^\/(files|trash)(\/|$)/.test(path)) return 'files';
  if (/^\/meetings(\/|$)/.test(path)) return 'meetings';
  return undefined;
}
