import type { Track } from 'livekit-client';
import { MicOff } from 'lucide-react';
import { Avatar } from '../../../kit/avatar';
import { useMeetingTexts } from '../texts';
import type { Person } from './call';
import { Video } from './media';

/** One picture with a name: somebody's camera, or the letters of their name without one. */
export function Tile({ person, size }: { person: Person; size?: { width: number; height: number } }) {
  const t = useMeetingTexts();
  const name = person.isMe ? t.youNamed(person.name) : person.name;
  return (
    <li className="tile" data-speaking={person.speaking && person.micOn} style={size}>
      {person.camera ? <Video track={person.camera} mirrored={person.isMe} /> : <Avatar name={person.name} />}
      <span className="tile-name">
        {person.micOn ? null : (
          <>
            <MicOff size={16} aria-hidden="true" />
            <span className="visually-hidden">{t.micIsOff}</span>
          </>
        )}
        <span className="tile-name-text">{name}</span>
        {person.role === 'guest' ? <span className="tile-guest">{t.guest}</span> : null}
      </span>
    </li>
  );
}

/** A shared screen; all of it is shown, whatever its shape. */
export function Screen({ person, track }: { person: Person; track: Track }) {
  const t = useMeetingTexts();
  return (
    <figure className="screen">
      {person.isMe ? <p className="screen-mine">{t.youShare}</p> : <Video track={track} mirrored={false} />}
      <figcaption className="tile-name">
        <span className="tile-name-text">
          {t.screenOf(person.isMe ? t.youNamed(person.name) : person.name)}
        </span>
      </figcaption>
    </figure>
  );
}
