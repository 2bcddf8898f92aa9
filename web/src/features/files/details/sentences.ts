import type { BrowseTexts } from '../browse-texts';
import type { Happening } from './details';

/** What happened, as one would tell it. */
export function sentenceOf(one: Happening, b: BrowseTexts): string {
  const who = one.link ? b.byLink : one.self ? b.byYou : one.by === null ? b.byHouse : b.byPerson(one.by);
  if (one.kind.endsWith('.moved')) return moved(one, who, b);
  const tell = (b.happened as Record<string, ((who: string) => string) | undefined>)[one.kind];
  return tell?.(who) ?? b.happenedOtherwise(who);
}

/** The same event stands for a new place and for a new name; only the old way tells which it was. */
function moved({ from, name }: Happening, who: string, b: BrowseTexts): string {
  if (from === null) return b.movedHere(who);
  const old = from.split('/').at(-1);
  return old === name ? b.movedFrom(who, from) : b.renamedFrom(who, old ?? from);
}
